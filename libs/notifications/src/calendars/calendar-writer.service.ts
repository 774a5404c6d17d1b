import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { type Locale } from '../preferences/choices.js';
import { type CalendarVisit, feed, file, invitation, type Parties, type Setting } from './calendar.js';
import { CalendarDomainRepository } from './calendar-domain.repository.js';

/** Writes visits in iCalendar format (RFC 5545): one entry for a visit, wherever it is read. */
@Injectable()
export class CalendarWriter {
  constructor(
    private readonly domains: CalendarDomainRepository,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Pick<Env, 'PUBLIC_URL'>,
  ) {}

  /** The calendar part of a mail. */
  async invitation(
    visit: CalendarVisit,
    locale: Locale,
    parties: Parties,
  ): Promise<ReturnType<typeof invitation>> {
    return invitation(visit, await this.settingFor(locale), parties, this.clock.date());
  }

  async file(visit: CalendarVisit, locale: Locale): Promise<string> {
    return file(visit, await this.settingFor(locale));
  }

  async feed(visits: readonly CalendarVisit[], locale: Locale): Promise<string> {
    return feed(visits, await this.settingFor(locale));
  }

  private async settingFor(locale: Locale): Promise<Setting> {
    const { PUBLIC_URL: publicUrl } = this.env;
    return { locale, publicUrl, domain: await this.domains.find(new URL(publicUrl).hostname) };
  }
}
