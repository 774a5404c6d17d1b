import { Injectable } from '@nestjs/common';
import { type Queries } from '#libs/database';
import { VisitEndingsService } from '../patients/index.js';
import { type PersonalVisits, PersonalVisitsRepository } from './personal-visits.repository.js';
import { hasVisits } from './privacy.errors.js';

/** What erasing and exporting a patient mean for visits and the waitlist. */
@Injectable()
export class VisitPrivacyService {
  constructor(
    private readonly visits: PersonalVisitsRepository,
    private readonly endings: VisitEndingsService,
  ) {}

  /**
   * Erases what was written about a patient's visits, and ends what is open and over: requests that no one answered and
   * expired holds. Visits that took place or were to take place stay as what they are, without words. The patient's account
   * is erased before, in the same transaction: the lock on its row keeps bookings out.
   *
   * @param cancelledBy who has the visits to come cancelled; without one they are in the way. After the commit, the visits
   *   are told to {@link cancelled}
   * @returns the visits that were cancelled
   * @throws AppError `account.has_visits` while a visit or a hold is to come, or going on, that was not cancelled
   */
  async eraseFor(queries: Queries, userId: number, now: Date, cancelledBy?: number): Promise<number[]> {
    const calling = { patientId: userId, actorId: cancelledBy ?? userId, cause: null };
    const ids = cancelledBy === undefined ? [] : await this.endings.callOff(queries, calling, now);
    if (await this.visits.hasToCome(queries, userId, now)) throw hasVisits();
    await this.visits.erase(queries, userId, now);
    return ids;
  }

  /** After the commit: has the cancellations published. */
  cancelled(ids: readonly number[]): void {
    this.endings.ended(ids.length);
  }

  exportFor(userId: number, queries: Queries): Promise<PersonalVisits> {
    return this.visits.find(queries, userId);
  }
}
