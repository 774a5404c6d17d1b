import { Injectable } from '@nestjs/common';
import { type Temporal } from 'temporal-polyfill';
import { AppError, Clock, day } from '#libs/common';
import { AvailabilityService, type BookableDoctor } from '../availability/index.js';
import { plannedVisit } from '../booking/index.js';
import { firstFitting } from './entry.js';
import { type Opening, OffersRepository, type WaitingEntry } from './offers.repository.js';
import { OffersService } from './offers.service.js';

/** A doctor's rules by visit type, read once for each; undefined for a type that the doctor does not offer. */
type Rules = Map<number | null, BookableDoctor | undefined>;

/** Offers openings to the patients who wait for them, the oldest entry first. */
@Injectable()
export class OpeningsService {
  constructor(
    private readonly repository: OffersRepository,
    private readonly availability: AvailabilityService,
    private readonly offers: OffersService,
    private readonly clock: Clock,
  ) {}

  /**
   * Looks through the list for one opening. An opening that is on hold is looked at again when the hold ends.
   *
   * @returns whether there was one
   */
  async fillOne(): Promise<boolean> {
    const opening = await this.repository.takeOpening(this.clock.date());
    if (opening === undefined) return false;
    const rules: Rules = new Map();
    let page = await this.repository.waitingFor(opening, 0);
    while (page.length > 0) {
      for (const entry of page) await this.offerTo(entry, opening, rules);
      page = await this.repository.waitingFor(opening, page.at(-1)?.id ?? 0);
    }
    await this.repository.putBack(opening, await this.repository.heldUntil(opening, this.clock.date()));
    return true;
  }

  /** Offers the first start that fits and is still free. */
  private async offerTo(entry: WaitingEntry, opening: Opening, rules: Rules): Promise<void> {
    const { id: entryId, userId, createdById: actorId, visitTypeId } = entry;
    for (;;) {
      const now = this.clock.now();
      const doctor = await this.rulesFor(opening, visitTypeId, rules, now);
      if (doctor === undefined) return;
      const start = firstFitting(doctor, opening, entry, this.offers.earliestStart(now), now);
      const location = doctor.locations.find(({ locationId }) => locationId === start?.locationId);
      if (start === undefined || location === undefined) return;
      const by = { entryId, userId, actorId, offeredById: null };
      const result = await this.offers.make(by, plannedVisit(doctor, location, start.at), now);
      // The doctor's bookings are others now than those that were read.
      if (result === 'made' || result === 'taken') rules.clear();
      if (result !== 'taken') return;
    }
  }

  private async rulesFor(
    { doctorId, start, end }: Opening,
    visitTypeId: number | null,
    rules: Rules,
    now: Temporal.Instant,
  ): Promise<BookableDoctor | undefined> {
    if (!rules.has(visitTypeId)) {
      const range = { start: start - day, end: end + day };
      rules.set(
        visitTypeId,
        await this.load({ doctorId, visitTypeId: visitTypeId ?? undefined, range }, now),
      );
    }
    return rules.get(visitTypeId);
  }

  /** @returns undefined when the doctor does not offer the visit type (any more) */
  private load(...query: Parameters<AvailabilityService['load']>): Promise<BookableDoctor | undefined> {
    return this.availability.load(...query).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'appointment.visit_type_not_offered') return undefined;
      throw error;
    });
  }
}
