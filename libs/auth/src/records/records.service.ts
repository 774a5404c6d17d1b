import { Injectable } from '@nestjs/common';
import { Clock, type Page } from '#libs/common';
import { Database, type Queries } from '#libs/database';
import { PhonesService, PreferencesRepository } from '#libs/notifications';
import { type Actor } from '../actor.js';
import { assertCanKeepPatients } from '../policy.js';
import { EmailAddressesService } from './email-addresses.service.js';
import { changesOf, type Correction, type PatientDetails, type RecordChange } from './record.js';
import { standing } from './standing.js';
import { birthAfterDeath, patientNotFound } from './records.errors.js';
import { RecordsRepository } from './records.repository.js';

/** Records of patients as the front desk reads and corrects them. */
@Injectable()
export class RecordsService {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsRepository,
    private readonly preferences: PreferencesRepository,
    private readonly phones: PhonesService,
    private readonly addresses: EmailAddressesService,
    private readonly clock: Clock,
  ) {}

  /**
   * A patient's record. One that was merged into another is found too, and names that.
   *
   * @throws AppError `auth.forbidden`, `patient.not_found`
   */
  async find(actor: Actor, id: number, queries: Queries = this.database.client): Promise<PatientDetails> {
    assertCanKeepPatients(actor);
    const record = (await this.records.find(queries, actor, [id])).get(id);
    if (record === undefined) throw patientNotFound();
    return record;
  }

  /**
   * What was done to a record, the last thing first.
   *
   * @throws AppError `auth.forbidden`, `patient.not_found`
   */
  async changes(actor: Actor, id: number, limit: number, cursor?: string): Promise<Page<RecordChange>> {
    const record = await this.find(actor, id);
    return this.records.changes(record.id, limit, cursor);
  }

  /**
   * Corrects a record, and notes what it said before. An e-mail address of a patient without an account is where one is
   * offered; that of an account changes once the reader of the new one agrees, and none takes back what was asked for.
   *
   * @throws AppError `auth.forbidden`, `patient.not_found`, `.merged`, `.deceased`, `.has_guardians`, `user.email_taken`,
   *   `request.invalid`, `.version_mismatch`
   */
  async correct(
    actor: Actor,
    id: number,
    typed: Correction,
    expectedVersion?: number,
  ): Promise<PatientDetails> {
    assertCanKeepPatients(actor);
    const correction =
      typeof typed.phone === 'string'
        ? { ...typed, phone: await this.phones.read(actor, typed.phone) }
        : typed;
    const now = this.clock.date();
    return this.database.transaction(async (queries) => {
      const record = standing((await this.records.lock(queries, actor, [id])).get(id), expectedVersion);
      const changes = changesOf(record, correction);
      if (Object.keys(changes).length === 0) return record;
      await this.write(queries, record, correction, now);
      if ('email' in changes || 'pendingEmail' in changes)
        await this.addresses.change(actor, queries, record, correction.email ?? null);
      await this.records.note(queries, id, { actorId: actor.userId, changes, now });
      return this.find(actor, id, queries);
    });
  }

  private async write(
    queries: Queries,
    record: PatientDetails,
    correction: Correction,
    now: Date,
  ): Promise<void> {
    const { name, birthDate, address, note, phone } = correction;
    const row = {
      ...(name !== undefined && { name }),
      ...(birthDate !== undefined && { birthDate }),
      ...(address !== undefined && { address }),
      ...(note !== undefined && { note }),
    };
    const { deceasedOn } = record;
    if (typeof birthDate === 'string' && deceasedOn !== null && birthDate > deceasedOn)
      throw birthAfterDeath();
    await this.records.update(queries, record.id, row);
    if (phone !== undefined && phone !== record.phone)
      await this.preferences.setPhone(queries, record.id, phone, now);
  }
}
