import { Injectable } from '@nestjs/common';
import { type Temporal } from 'temporal-polyfill';
import { type CalledOff, VisitEndingsService } from '#libs/appointments';
import {
  type Actor,
  DeathsService,
  type PatientDetails,
  RecordsService,
  SessionChangesService,
} from '#libs/auth';
import { Clock } from '#libs/common';

/** A record, with the visits that were called off because its patient died and that could still take place. */
export interface RecordAfterDeath {
  readonly record: PatientDetails;
  readonly calledOff: readonly CalledOff[];
}

/** Notes deaths of patients, and takes them back: each lib ends what it keeps, in one transaction. */
@Injectable()
export class RecordDeathsService {
  constructor(
    private readonly records: RecordsService,
    private readonly deaths: DeathsService,
    private readonly visits: VisitEndingsService,
    private readonly sessions: SessionChangesService,
    private readonly clock: Clock,
  ) {}

  /** Notes that a patient died; see {@link DeathsService.note}. Visits to come are called off, and no one but the doctors is told. */
  async note(
    actor: Actor,
    patientId: number,
    on: Temporal.PlainDate,
    expectedVersion?: number,
  ): Promise<RecordAfterDeath> {
    const now = this.clock.date();
    const count = await this.sessions.commit(now, async (queries, sessions) => {
      await this.deaths.note(actor, queries, sessions, patientId, on, expectedVersion);
      return this.visits.end(actor, queries, patientId, now);
    });
    this.visits.ended(count);
    return this.read(actor, patientId);
  }

  /** Takes it back; see {@link DeathsService.takeBack}. Visits stay called off: each may be undone, as its time may be taken. */
  async takeBack(actor: Actor, patientId: number): Promise<RecordAfterDeath> {
    await this.sessions.commit(this.clock.date(), async (queries, sessions) => {
      await this.deaths.takeBack(actor, queries, sessions, patientId);
      await this.visits.takeBack(queries, patientId);
    });
    return this.read(actor, patientId);
  }

  private async read(actor: Actor, patientId: number): Promise<RecordAfterDeath> {
    const record = await this.records.find(actor, patientId);
    return { record, calledOff: await this.visits.calledOff(actor, patientId) };
  }
}
