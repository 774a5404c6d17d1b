import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { feed } from './calendar.js';
import { CalendarFeedsRepository, type FeedVisit } from './calendar-feeds.repository.js';
import { feedNotFound } from './notifications.errors.js';
import { type Words, wordsOf } from './templates/words.js';

/** Nobody guesses 256 bits, so the token needs no salt and its hash no cost. */
const tokenBytes = 32;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

const toEntry = ({ isDoctors, ...visit }: FeedVisit, { calendarTitle, labels }: Words) => ({
  ...visit,
  title: isDoctors ? visit.visitTypeName : calendarTitle(visit.doctorName),
  place: visit.mode === 'video' ? labels.byVideo : visit.locationName,
});

/** Calendars that people subscribe to: whoever has the address can read, so it is secret and can be taken back. */
@Injectable()
export class CalendarFeedsService {
  constructor(
    private readonly feeds: CalendarFeedsRepository,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Pick<Env, 'PUBLIC_URL'>,
  ) {}

  /** @returns the address, which is shown this one time: it is kept as a hash */
  async open(userId: number): Promise<string> {
    const token = randomBytes(tokenBytes).toString('base64url');
    await this.feeds.save(userId, hashOf(token), this.now());
    return `${this.env.PUBLIC_URL}/calendars/${token}.ics`;
  }

  async revoke(userId: number): Promise<void> {
    await this.feeds.remove(userId);
  }

  /**
   * The calendar at an address.
   *
   * @throws AppError `calendar.not_found`
   */
  async read(token: string): Promise<string> {
    const owner = await this.feeds.findOwner(hashOf(token));
    if (owner === undefined) throw feedNotFound();
    const words = wordsOf(owner.locale);
    const visits = await this.feeds.visitsOf(owner.userId);
    const host = new URL(this.env.PUBLIC_URL).hostname;
    return feed(
      visits.map((visit) => toEntry(visit, words)),
      host,
      this.now(),
    );
  }

  private now(): Date {
    return new Date(this.clock.now().epochMilliseconds);
  }
}
