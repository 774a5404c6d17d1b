import { Injectable } from '@nestjs/common';
import { type Temporal } from 'temporal-polyfill';
import { Clock, firstZone } from '#libs/common';
import { type Queries } from '#libs/database';
import { type Actor } from '../actor.js';
import { assertCanKeepPatients } from '../policy.js';
import { type SessionChanges } from '../sessions/index.js';
import { type PatientDetails } from './record.js';
import { deathBeforeBirth, deathToCome } from './records.errors.js';
import { standing } from './standing.js';
import { RecordsRepository } from './records.repository.js';

/** What the death of a patient means for the record and the account. */
@Injectable()
export class DeathsService {
  constructor(
    private readonly records: RecordsRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Notes that a patient died. The account ends with it, and no message is sent to it any more. The record is locked from
   * here on, so that no visit is booked.
   *
   * @throws AppError `auth.forbidden`, `patient.not_found`, `.merged`, `request.invalid` for a date to come, or before the
   *   birth
   */
  async note(
    actor: Actor,
    queries: Queries,
    sessions: SessionChanges,
    id: number,
    on: Temporal.PlainDate,
    expectedVersion?: number,
  ): Promise<void> {
    const record = await this.lock(actor, queries, id, expectedVersion);
    const date = on.toString();
    if (date > this.clock.now().toZonedDateTimeISO(firstZone).toPlainDate().toString()) throw deathToCome();
    if (record.birthDate !== null && date < record.birthDate) throw deathBeforeBirth();
    if (record.deceasedOn === date) return;
    const now = this.clock.date();
    const ended = record.deceasedOn === null ? { disabledAt: now, deceasedNotedAt: now } : {};
    await this.records.update(queries, id, { deceasedOn: date, ...ended });
    await this.noteChange(actor, queries, record, date, now);
    await sessions.end(id);
  }

  /**
   * Takes back that a patient died: the account can be used again.
   *
   * @throws AppError `auth.forbidden`, `patient.not_found`, `.merged`
   */
  async takeBack(actor: Actor, queries: Queries, sessions: SessionChanges, id: number): Promise<void> {
    const record = await this.lock(actor, queries, id);
    if (record.deceasedOn === null) return;
    await this.records.update(queries, id, { deceasedOn: null, deceasedNotedAt: null, disabledAt: null });
    await this.noteChange(actor, queries, record, null, this.clock.date());
    sessions.reconsider([id]);
  }

  private async lock(
    actor: Actor,
    queries: Queries,
    id: number,
    expectedVersion?: number,
  ): Promise<PatientDetails> {
    assertCanKeepPatients(actor);
    return standing((await this.records.lock(queries, actor, [id])).get(id), expectedVersion);
  }

  private noteChange(
    { userId: actorId }: Actor,
    queries: Queries,
    { id, deceasedOn: before }: PatientDetails,
    after: string | null,
    now: Date,
  ): Promise<void> {
    return this.records.note(queries, id, { actorId, changes: { deceasedOn: { before, after } }, now });
  }
}
