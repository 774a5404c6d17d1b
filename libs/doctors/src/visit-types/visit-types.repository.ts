import { Injectable } from '@nestjs/common';
import { fieldError, invalidInput, versionMismatch } from '#libs/common';
import {
  atVersion,
  type Confirmation,
  Database,
  isForeignKeyViolation,
  type Prisma,
  type VisitMode,
} from '#libs/database';
import { insertEvent } from '#libs/messaging';
import { dateOf } from '../local-time.js';

/** What can be booked with a doctor. All times are in minutes unless named otherwise. */
export interface VisitType {
  readonly id: number;
  readonly name: string;
  readonly durationMinutes: number;
  /** Distance of two starts in a window */
  readonly slotIntervalMinutes: number;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
  /** How long before its start a visit can still be booked */
  readonly minimumNoticeMinutes: number;
  /** How many days ahead, counted in the doctor's local dates, a visit can be booked */
  readonly horizonDays: number;
  readonly cancelCutoffMinutes: number;
  readonly rescheduleCutoffMinutes: number;
  /** Whether a booking waits for the doctor's word */
  readonly confirmation: Confirmation;
  readonly mode: VisitMode;
  /** In the clinic's currency */
  readonly price: number | null;
  /** The first local date on which it cannot be booked any more: `YYYY-MM-DD` */
  readonly retiresOn: string | null;
  /** Rises with every change */
  readonly version: number;
}

/** What a doctor offers. */
export interface Offers {
  /** Rises with every change of what is offered */
  readonly version: number;
  /** The default first */
  readonly visitTypes: readonly VisitType[];
}

/** What is left out gets its default: 30 minutes, starts as far apart as a visit is long, booked by hand, in person. */
export type NewVisitType = Pick<VisitType, 'name'> &
  Partial<Omit<VisitType, 'id' | 'slotIntervalMinutes' | 'retiresOn' | 'version'>> & {
    readonly slotIntervalMinutes?: number | null;
  };

/** What one doctor needs for a visit; what is left out is as the visit type says. */
export type VisitTypeOverride = Partial<
  Pick<VisitType, 'durationMinutes' | 'bufferBeforeMinutes' | 'bufferAfterMinutes'>
>;

/** A visit type that a doctor offers. */
export interface Offer extends VisitTypeOverride {
  readonly visitTypeId: number;
}

const defaultDurationMinutes = 30;

const fields = {
  id: true,
  name: true,
  durationMinutes: true,
  slotIntervalMinutes: true,
  bufferBeforeMinutes: true,
  bufferAfterMinutes: true,
  minimumNoticeMinutes: true,
  horizonDays: true,
  cancelCutoffMinutes: true,
  rescheduleCutoffMinutes: true,
  confirmation: true,
  mode: true,
  price: true,
  retiresOn: true,
  version: true,
} as const;

type Row = Omit<VisitType, 'price' | 'slotIntervalMinutes' | 'retiresOn'> & {
  readonly retiresOn: Date | null;
  readonly price: Prisma.Decimal | null;
  readonly slotIntervalMinutes: number | null;
};

const toVisitType = (row: Row): VisitType => ({
  ...row,
  slotIntervalMinutes: row.slotIntervalMinutes ?? row.durationMinutes,
  price: row.price === null ? null : row.price.toNumber(),
  retiresOn: row.retiresOn && dateOf(row.retiresOn),
});

const overrideFields = {
  durationMinutes: true,
  bufferBeforeMinutes: true,
  bufferAfterMinutes: true,
} as const;

/** What the doctor needs, and what the visit type says where the doctor needs nothing else. */
const overridden = (row: Row, own: Record<keyof typeof overrideFields, number | null>): Row => ({
  ...row,
  durationMinutes: own.durationMinutes ?? row.durationMinutes,
  bufferBeforeMinutes: own.bufferBeforeMinutes ?? row.bufferBeforeMinutes,
  bufferAfterMinutes: own.bufferAfterMinutes ?? row.bufferAfterMinutes,
});

@Injectable()
export class VisitTypesRepository {
  constructor(private readonly database: Database) {}

  async list(): Promise<VisitType[]> {
    const rows = await this.database.client.visitType.findMany({ select: fields, orderBy: { id: 'asc' } });
    return rows.map(toVisitType);
  }

  async findById(id: number): Promise<VisitType | null> {
    const row = await this.database.client.visitType.findUnique({ where: { id }, select: fields });
    return row === null ? null : toVisitType(row);
  }

  async create(visitType: NewVisitType): Promise<VisitType> {
    const data = { durationMinutes: defaultDurationMinutes, ...visitType };
    return toVisitType(await this.database.client.visitType.create({ data, select: fields }));
  }

  /** @throws AppError `request.version_mismatch` when the visit type has another version than the expected one */
  update(
    id: number,
    changes: Partial<NewVisitType>,
    expectedVersion: number | undefined,
    now: Date,
  ): Promise<VisitType> {
    return this.database.transaction(async (queries) => {
      const where = { id, ...atVersion(expectedVersion) };
      const [row] = await queries.visitType.updateManyAndReturn({ where, data: changes, select: fields });
      if (row === undefined) throw versionMismatch();
      await insertEvent(queries, 'schedule.changed.v1', { scope: 'visit_type', id }, now);
      return toVisitType(row);
    });
  }

  /**
   * What a doctor offers, with the doctor's own duration and buffers. It is read after its version: a change in between
   * makes the version outdated, never what is offered.
   */
  async offersOf(doctorId: number): Promise<Offers> {
    const { offersVersion } = await this.database.client.doctor.findUniqueOrThrow({
      where: { id: doctorId },
      select: { offersVersion: true },
    });
    const rows = await this.database.client.doctorVisitType.findMany({
      where: { doctorId },
      select: { ...overrideFields, visitType: { select: fields } },
      orderBy: { position: 'asc' },
    });
    const visitTypes = rows.map(({ visitType, ...own }) => toVisitType(overridden(visitType, own)));
    return { version: offersVersion, visitTypes };
  }

  /** @throws AppError `request.invalid` when a visit type does not exist, `request.version_mismatch` */
  async replaceOfDoctor(
    doctorId: number,
    offers: readonly Offer[],
    expectedVersion: number | undefined,
    now: Date,
  ): Promise<void> {
    const data = offers.map((offer, position) => ({ ...offer, doctorId, position }));
    try {
      await this.database.transaction(async (queries) => {
        // Of two writers that have read one version, the later waits here for the earlier, and then finds another version.
        const { count } = await queries.doctor.updateMany({
          where: { id: doctorId, ...(expectedVersion !== undefined && { offersVersion: expectedVersion }) },
          data: { offersVersion: { increment: 1 } },
        });
        if (count === 0) throw versionMismatch();
        await queries.doctorVisitType.deleteMany({ where: { doctorId } });
        await queries.doctorVisitType.createMany({ data });
        await insertEvent(queries, 'schedule.changed.v1', { scope: 'doctor', id: doctorId }, now);
      });
    } catch (error) {
      if (!isForeignKeyViolation(error)) throw error;
      throw invalidInput(fieldError('/visitTypeIds', 'reference.unknown', { kind: 'visit type' }));
    }
  }
}
