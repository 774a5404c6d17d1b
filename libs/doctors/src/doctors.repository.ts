import { Injectable } from '@nestjs/common';
import { decodeCursor, invalidInput, type Page, toPage } from '#libs/common';
import {
  Database,
  isForeignKeyViolation,
  isUniqueViolation,
  type Prisma,
  type VisitMode,
} from '#libs/database';
import { insertEvent } from '#libs/messaging';
import { accountHasDoctor } from './doctors.errors.js';

/** A doctor as anybody may see one. */
export interface Doctor {
  readonly id: number;
  readonly name: string;
  readonly specialization: string;
  readonly languages: readonly string[];
  readonly bio: string | null;
  readonly location: {
    readonly id: number;
    readonly name: string;
    readonly timeZone: string;
    readonly address: string | null;
  };
}

export interface DoctorFilter {
  /** Any part of the specialization, in any case */
  readonly specialization?: string;
  /** Any part of the name, in any case */
  readonly q?: string;
  /** Where the doctor works, be it on some weekdays only */
  readonly locationId?: number;
  /** A language that the doctor speaks, as a BCP 47 tag */
  readonly language?: string;
  readonly mode?: VisitMode;
  readonly limit: number;
  readonly cursor?: string;
}

export interface NewDoctor {
  readonly name: string;
  readonly specialization: string;
  readonly locationId: number;
  readonly languages?: readonly string[];
  readonly bio?: string | null;
  readonly userId?: number | null;
}

const fields = {
  id: true,
  name: true,
  specialization: true,
  languages: true,
  bio: true,
  location: { select: { id: true, name: true, timeZone: true, address: true } },
} as const;

/** `contains` becomes LIKE, where these three would mean something. */
const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

const part = (text: string | undefined): Prisma.StringFilter | undefined =>
  text === undefined ? undefined : { contains: literally(text), mode: 'insensitive' };

const worksAt = (locationId: number | undefined): Prisma.DoctorWhereInput =>
  locationId === undefined ? {} : { OR: [{ locationId }, { windows: { some: { locationId } } }] };

@Injectable()
export class DoctorsRepository {
  constructor(private readonly database: Database) {}

  /** @throws AppError `request.invalid` for a cursor of another list */
  async search(filter: DoctorFilter): Promise<Page<Doctor>> {
    const [name, id] = filter.cursor === undefined ? [] : decodeCursor(filter.cursor, ['text', 'id']);
    const after = name === undefined ? {} : { OR: [{ name: { gt: name } }, { name, id: { gt: id ?? 0 } }] };
    const specialization = part(filter.specialization);
    const q = part(filter.q);
    const rows = await this.database.client.doctor.findMany({
      where: {
        ...(specialization && { specialization }),
        ...(q && { name: q }),
        ...(filter.language !== undefined && { languages: { has: filter.language } }),
        ...(filter.mode !== undefined && { visitTypes: { some: { visitType: { mode: filter.mode } } } }),
        AND: [after, worksAt(filter.locationId)],
      },
      select: fields,
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: filter.limit + 1,
    });
    return toPage(rows, filter.limit, (doctor) => [doctor.name, doctor.id]);
  }

  findById(id: number): Promise<Doctor | null> {
    return this.database.client.doctor.findUnique({ where: { id }, select: fields });
  }

  /** @returns the account that the doctor signs in with; undefined when there is no such doctor */
  async findUserId(id: number): Promise<number | null | undefined> {
    const doctor = await this.database.client.doctor.findUnique({ where: { id }, select: { userId: true } });
    return doctor?.userId;
  }

  /** @returns the doctor who signs in with the account, if it is one's */
  async findIdOfAccount(userId: number): Promise<number | null> {
    const doctor = await this.database.client.doctor.findUnique({ where: { userId }, select: { id: true } });
    return doctor?.id ?? null;
  }

  async specializations(): Promise<string[]> {
    const rows = await this.database.client.doctor.findMany({
      distinct: ['specialization'],
      select: { specialization: true },
      orderBy: { specialization: 'asc' },
    });
    return rows.map(({ specialization }) => specialization);
  }

  /** @throws AppError `request.invalid` for an unknown location or account, `doctor.user_taken` */
  async create(doctor: NewDoctor): Promise<Doctor> {
    const { languages = [], ...data } = doctor;
    return this.database.client.doctor
      .create({ data: { ...data, languages: [...languages] }, select: fields })
      .catch(explain);
  }

  /**
   * @returns null when there is no such doctor
   * @throws AppError as {@link create}
   */
  async update(id: number, changes: Partial<NewDoctor>, now: Date): Promise<Doctor | null> {
    const { languages, ...data } = changes;
    const columns = { ...data, ...(languages && { languages: [...languages] }) };
    const updated = await this.database
      .transaction(async (queries) => {
        const { count } = await queries.doctor.updateMany({ where: { id }, data: columns });
        // Whoever moves takes along all hours that name no other location.
        if (count > 0 && changes.locationId !== undefined)
          await insertEvent(queries, 'schedule.changed.v1', { scope: 'doctor', id }, now);
        return count;
      })
      .catch(explain);
    return updated === 0 ? null : this.findById(id);
  }
}

function explain(error: unknown): never {
  if (isUniqueViolation(error)) throw accountHasDoctor();
  if (isForeignKeyViolation(error)) {
    throw invalidInput({ pointer: '/locationId', detail: 'or the userId does not exist' });
  }
  throw error;
}
