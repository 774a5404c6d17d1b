import { Injectable } from '@nestjs/common';
import { invalidInput } from '#libs/common';
import { Database, isForeignKeyViolation, isUniqueViolation } from '#libs/database';
import { insertEvent } from '#libs/messaging';
import { accountHasDoctor } from './doctors.errors.js';

export interface NewDoctor {
  readonly name: string;
  readonly specialization: string;
  readonly locationId: number;
  readonly languages?: readonly string[];
  readonly bio?: string | null;
  readonly userId?: number | null;
}

@Injectable()
export class DoctorsRepository {
  constructor(private readonly database: Database) {}

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

  /**
   * @returns the id that it got
   * @throws AppError `request.invalid` for an unknown location or account, `doctor.user_taken`
   */
  async create(doctor: NewDoctor): Promise<number> {
    const { languages = [], ...data } = doctor;
    const { id } = await this.database.client.doctor
      .create({ data: { ...data, languages: [...languages] }, select: { id: true } })
      .catch(explain);
    return id;
  }

  /**
   * @returns whether there is such a doctor
   * @throws AppError as {@link create}
   */
  async update(id: number, changes: Partial<NewDoctor>, now: Date): Promise<boolean> {
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
    return updated > 0;
  }
}

function explain(error: unknown): never {
  if (isUniqueViolation(error)) throw accountHasDoctor();
  if (isForeignKeyViolation(error)) {
    throw invalidInput({ pointer: '/locationId', detail: 'or the userId does not exist' });
  }
  throw error;
}
