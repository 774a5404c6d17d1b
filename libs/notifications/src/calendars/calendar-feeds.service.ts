import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { CalendarFeedsRepository } from './calendar-feeds.repository.js';
import { CalendarWriter } from './calendar-writer.service.js';
import { feedNotFound } from '../notifications.errors.js';
import { type Reader } from '../policy.js';

/** No guess hits 256 bits, so the token needs no salt and its hash no cost. */
const tokenBytes = 32;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Calendars that people subscribe to: every holder of the address can read, so it is secret and can be taken back. */
@Injectable()
export class CalendarFeedsService {
  constructor(
    private readonly feeds: CalendarFeedsRepository,
    private readonly writer: CalendarWriter,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Pick<Env, 'PUBLIC_URL'>,
  ) {}

  /** @returns the address, which is shown this one time: it is kept as a hash */
  async open({ userId }: Reader): Promise<string> {
    const token = randomBytes(tokenBytes).toString('base64url');
    await this.feeds.save(userId, hashOf(token), this.clock.date());
    return `${this.env.PUBLIC_URL}/calendars/${token}.ics`;
  }

  async revoke({ userId }: Reader): Promise<void> {
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
    return this.writer.feed(await this.feeds.visitsOf(owner.userId), owner.locale);
  }
}
