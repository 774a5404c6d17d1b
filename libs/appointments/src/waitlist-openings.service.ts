import { Injectable } from '@nestjs/common';
import { AppError, Clock } from '#libs/common';
import { AvailabilityService } from './availability.service.js';
import { toNewPlace } from './booking-planner.js';
import { type OfferedVisit } from './slots.js';
import { firstFitting } from './waitlist-matching.js';
import { type Opening, WaitlistOffersRepository, type WaitingPatient } from './waitlist-offers.repository.js';
import { WaitlistOffersService } from './waitlist-offers.service.js';

const day = 24 * 60 * 60 * 1000;

/** A doctor's rules by visit type, read once for each; what is not offered has none. */
type Rules = Map<number | null, OfferedVisit | undefined>;

/** Offers what has become free to those who wait for it, whoever has waited longest first. */
@Injectable()
export class WaitlistOpeningsService {
  constructor(
    private readonly repository: WaitlistOffersRepository,
    private readonly availability: AvailabilityService,
    private readonly offers: WaitlistOffersService,
    private readonly clock: Clock,
  ) {}

  /**
   * Looks through the list for one opening. One that somebody else holds for now is looked at again after that.
   *
   * @returns whether there was one
   */
  async fillOne(): Promise<boolean> {
    const opening = await this.repository.takeOpening(this.now());
    if (opening === undefined) return false;
    const rules: Rules = new Map();
    let page = await this.repository.waitingFor(opening, 0);
    while (page.length > 0) {
      for (const patient of page) await this.offerTo(patient, opening, rules);
      page = await this.repository.waitingFor(opening, page.at(-1)?.id ?? 0);
    }
    await this.repository.putBack(opening, await this.repository.heldUntil(opening, this.now()));
    return true;
  }

  /** Offers the first start that fits, unless somebody else is faster for each. */
  private async offerTo(patient: WaitingPatient, opening: Opening, rules: Rules): Promise<void> {
    const { id: entryId, userId, createdById: actorId, visitTypeId } = patient;
    for (;;) {
      const doctor = await this.rulesFor(opening, visitTypeId, rules);
      if (doctor === undefined) return;
      const earliest = this.offers.earliestStart();
      const start = firstFitting(doctor, opening, patient, earliest, this.clock.now());
      const place = doctor.places.find(({ locationId }) => locationId === start?.locationId);
      if (start === undefined || place === undefined) return;
      const by = { entryId, userId, actorId, offeredById: null };
      const result = await this.offers.make(by, toNewPlace(doctor, place, start.at));
      // What was read of the doctor's time is no longer so.
      if (result === 'made' || result === 'taken') rules.clear();
      if (result !== 'taken') return;
    }
  }

  private async rulesFor(
    { doctorId, start, end }: Opening,
    visitTypeId: number | null,
    rules: Rules,
  ): Promise<OfferedVisit | undefined> {
    if (!rules.has(visitTypeId)) {
      const range = { start: start - day, end: end + day };
      rules.set(visitTypeId, await this.load(doctorId, visitTypeId ?? undefined, range));
    }
    return rules.get(visitTypeId);
  }

  /** @returns undefined when the doctor does not offer it, or not any more */
  private load(...query: Parameters<AvailabilityService['load']>): Promise<OfferedVisit | undefined> {
    return this.availability.load(...query).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'appointment.visit_type_not_offered') return undefined;
      throw error;
    });
  }

  private now(): Date {
    return new Date(this.clock.now().epochMilliseconds);
  }
}
