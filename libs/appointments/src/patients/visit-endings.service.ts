import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { Clock } from '#libs/common';
import { Database, type Queries } from '#libs/database';
import { canRunDesk } from '../policy.js';
import { AttemptsService } from '../record/index.js';
import { type CalledOff, type CallingOff, DeathsRepository } from './deaths.repository.js';

/**
 * What the death of a patient means for visits and the waitlist, and how visits to come end with their patient; what the
 * actor may do is decided with the record.
 */
@Injectable()
export class VisitEndingsService {
  constructor(
    private readonly database: Database,
    private readonly deaths: DeathsRepository,
    private readonly attempts: AttemptsService,
    private readonly clock: Clock,
  ) {}

  /** Calls off all visits to come and ends the wait for others. @returns how many visits */
  async end(actor: Pick<Actor, 'userId'>, queries: Queries, patientId: number, now: Date): Promise<number> {
    await this.deaths.leaveWaitlist(queries, patientId, now);
    const { userId: actorId } = actor;
    return (await this.callOff(queries, { patientId, actorId, cause: 'deceased' }, now)).length;
  }

  /**
   * Calls off all visits to come, whatever their cancellation cutoff, and lets go of what is held. Whoever commits it says
   * so to {@link ended}.
   *
   * @returns the visits, in the order of their times
   */
  callOff(queries: Queries, calling: CallingOff, now: Date): Promise<number[]> {
    return this.deaths.callOff(queries, calling, now);
  }

  /** Visits that were called off stay so, though the patient lives. */
  takeBack(queries: Queries, patientId: number): Promise<void> {
    return this.deaths.forget(queries, patientId);
  }

  /** After the commit: has the events published. */
  ended(count: number): void {
    if (count > 0) this.attempts.committed('cancelled', count);
  }

  /** The visits that were called off because the patient died, that the actor may see and that could still take place. */
  async calledOff(actor: Actor, patientId: number): Promise<CalledOff[]> {
    const visits = await this.deaths.calledOff(this.database.client, patientId, this.clock.date());
    return visits.filter((visit) => canRunDesk(actor, visit));
  }
}
