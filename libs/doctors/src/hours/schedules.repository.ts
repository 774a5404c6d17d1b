import { Injectable } from '@nestjs/common';
import { versionMismatch } from '#libs/common';
import { Database, type ExceptionKind } from '#libs/database';
import { insertEvent } from '#libs/messaging';
import { columnOf, dateOf, minutesOf, timeOf } from '../local-time.js';
import { type Week, type WeeklyWindow } from './week.js';

/** Closes or adds time on one date; without times, the whole day. */
export interface ScheduleException {
  readonly id: number;
  readonly date: string;
  readonly kind: ExceptionKind;
  readonly start: string | null;
  readonly end: string | null;
  readonly reason: string | null;
  /** Where extra time is spent; null for closed time, which is closed everywhere */
  readonly locationId: number | null;
}

const windowFields = {
  weekday: true,
  startMinute: true,
  endMinute: true,
  validFrom: true,
  validTo: true,
  locationId: true,
} as const;
const exceptionFields = {
  id: true,
  date: true,
  kind: true,
  startMinute: true,
  endMinute: true,
  reason: true,
  locationId: true,
  doctor: { select: { locationId: true } },
} as const;

interface ExceptionRow {
  readonly id: number;
  readonly date: Date;
  readonly kind: ExceptionKind;
  readonly startMinute: number | null;
  readonly endMinute: number | null;
  readonly reason: string | null;
  readonly locationId: number | null;
  readonly doctor: { readonly locationId: number };
}

const toException = ({
  id,
  date,
  kind,
  startMinute,
  endMinute,
  reason,
  locationId,
  doctor,
}: ExceptionRow): ScheduleException => ({
  id,
  date: dateOf(date),
  kind,
  start: startMinute === null ? null : timeOf(startMinute),
  end: endMinute === null ? null : timeOf(endMinute),
  reason,
  locationId: kind === 'extra' ? (locationId ?? doctor.locationId) : null,
});

/** What is at the doctor's own location names none, and so moves with the doctor. */
const placeColumn = (locationId: number | null, ownLocationId: number): number | null =>
  locationId === ownLocationId ? null : locationId;

@Injectable()
export class SchedulesRepository {
  constructor(private readonly database: Database) {}

  /** The windows are read after the version: a change in between makes the version outdated, never the windows. */
  async week(doctorId: number): Promise<Week> {
    const { weekVersion, locationId: ownLocationId } = await this.database.client.doctor.findUniqueOrThrow({
      where: { id: doctorId },
      select: { weekVersion: true, locationId: true },
    });
    const rows = await this.database.client.scheduleWindow.findMany({
      where: { doctorId },
      select: windowFields,
      orderBy: [{ weekday: 'asc' }, { startMinute: 'asc' }, { id: 'asc' }],
    });
    const windows = rows.map(({ weekday, startMinute, endMinute, validFrom, validTo, locationId }) => ({
      weekday,
      start: timeOf(startMinute),
      end: timeOf(endMinute),
      validFrom: validFrom && dateOf(validFrom),
      validTo: validTo && dateOf(validTo),
      locationId: locationId ?? ownLocationId,
    }));
    return { version: weekVersion, windows };
  }

  /** @throws AppError `request.version_mismatch` */
  async replaceWindows(
    doctorId: number,
    ownLocationId: number,
    windows: readonly WeeklyWindow[],
    expectedVersion: number | undefined,
    now: Date,
  ): Promise<void> {
    const data = windows.map(({ weekday, start, end, validFrom, validTo, locationId }) => ({
      doctorId,
      weekday,
      startMinute: minutesOf(start),
      endMinute: minutesOf(end),
      validFrom: validFrom === null ? null : columnOf(validFrom),
      validTo: validTo === null ? null : columnOf(validTo),
      locationId: placeColumn(locationId, ownLocationId),
    }));
    await this.database.transaction(async (queries) => {
      // Of two writers that have read one version, the later waits here for the earlier, and then finds another version.
      const { count } = await queries.doctor.updateMany({
        where: { id: doctorId, ...(expectedVersion !== undefined && { weekVersion: expectedVersion }) },
        data: { weekVersion: { increment: 1 } },
      });
      if (count === 0) throw versionMismatch();
      await queries.scheduleWindow.deleteMany({ where: { doctorId } });
      await queries.scheduleWindow.createMany({ data });
      await insertEvent(queries, 'schedule.changed.v1', { scope: 'doctor', id: doctorId }, now);
    });
  }

  async exceptions(doctorId: number): Promise<ScheduleException[]> {
    const rows = await this.database.client.scheduleException.findMany({
      where: { doctorId },
      select: exceptionFields,
      orderBy: [{ date: 'asc' }, { id: 'asc' }],
    });
    return rows.map(toException);
  }

  async addException(
    doctorId: number,
    ownLocationId: number,
    exception: Omit<ScheduleException, 'id'>,
    now: Date,
  ): Promise<ScheduleException> {
    const { date, kind, start, end, reason, locationId } = exception;
    const data = {
      doctorId,
      date: columnOf(date),
      kind,
      startMinute: start === null ? null : minutesOf(start),
      endMinute: end === null ? null : minutesOf(end),
      reason,
      locationId: placeColumn(locationId, ownLocationId),
    };
    return this.database.transaction(async (queries) => {
      const row = await queries.scheduleException.create({ data, select: exceptionFields });
      await insertEvent(queries, 'schedule.changed.v1', { scope: 'doctor', id: doctorId }, now);
      return toException(row);
    });
  }

  /** @returns false when the doctor has no such exception */
  removeException(doctorId: number, id: number, now: Date): Promise<boolean> {
    return this.database.transaction(async (queries) => {
      const { count } = await queries.scheduleException.deleteMany({ where: { id, doctorId } });
      if (count === 0) return false;
      await insertEvent(queries, 'schedule.changed.v1', { scope: 'doctor', id: doctorId }, now);
      return true;
    });
  }
}
