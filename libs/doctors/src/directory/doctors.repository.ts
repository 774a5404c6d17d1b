import { Injectable } from '@nestjs/common';
import { fieldError, invalidInput, versionMismatch } from '#libs/common';
import { atVersion, Database, isForeignKeyViolation, isUniqueViolation } from '#libs/database';
import { insertEvent } from '#libs/messaging';
import { type DoctorSubject } from '../policy.js';
import { accountHasDoctor } from './directory.errors.js';

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

  /** @returns null when there is no such doctor */
  findSubject(id: number): Promise<DoctorSubject | null> {
    const select = { userId: true, locationId: true } as const;
    return this.database.client.doctor.findUnique({ where: { id }, select });
  }

  /** @returns the doctor who signs in with the account, if it is one's */
  async findIdOfAccount(userId: number): Promise<number | null> {
    const doctor = await this.database.client.doctor.findUnique({ where: { userId }, select: { id: true } });
    return doctor?.id ?? null;
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

  /** @throws AppError as {@link create}; `request.version_mismatch` when the doctor has another version than the expected one */
  async update(
    id: number,
    changes: Partial<NewDoctor>,
    expectedVersion: number | undefined,
    now: Date,
  ): Promise<void> {
    const { languages, ...data } = changes;
    const columns = {
      ...data,
      ...(languages && { languages: [...languages] }),
      // The hours that name no location move with the doctor.
      ...(changes.locationId !== undefined && { weekVersion: { increment: 1 } }),
    };
    await this.database
      .transaction(async (queries) => {
        const where = { id, ...atVersion(expectedVersion) };
        const { count } = await queries.doctor.updateMany({ where, data: columns });
        if (count === 0) throw versionMismatch();
        if (changes.locationId !== undefined)
          await insertEvent(queries, 'schedule.changed.v1', { scope: 'doctor', id }, now);
      })
      .catch(explain);
  }
}

function explain(error: unknown): never {
  if (isUniqueViolation(error)) throw accountHasDoctor();
  if (isForeignKeyViolation(error)) {
    throw invalidInput(fieldError('/locationId', 'reference.unknown', { kind: 'location or user' }));
  }
  throw error;
}
