import { Injectable } from '@nestjs/common';
import { type Queries } from '#libs/database';
import { type PersonalVisits, PersonalVisitsRepository } from './personal-visits.repository.js';
import { hasVisits } from './privacy.errors.js';

/** What erasing and exporting a patient mean for visits and the waitlist. */
@Injectable()
export class VisitPrivacyService {
  constructor(private readonly visits: PersonalVisitsRepository) {}

  /**
   * Erases what was written about a patient's visits, and ends what is open and over: requests that no one answered and
   * expired holds. Visits that took place or were to take place stay as what they are, without words. The patient's account is erased before, in the same transaction: the
   * lock on its row keeps bookings out.
   *
   * @throws AppError `account.has_visits` while a visit or a hold is to come or going on
   */
  async eraseFor(queries: Queries, userId: number, now: Date): Promise<void> {
    if (await this.visits.hasToCome(queries, userId, now)) throw hasVisits();
    await this.visits.erase(queries, userId, now);
  }

  exportFor(userId: number, queries: Queries): Promise<PersonalVisits> {
    return this.visits.find(queries, userId);
  }
}
