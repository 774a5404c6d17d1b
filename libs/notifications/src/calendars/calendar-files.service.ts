import { Injectable } from '@nestjs/common';
import { PreferencesRepository } from '../preferences/preferences.repository.js';
import { type Reader } from '../policy.js';
import { CalendarFeedsRepository } from './calendar-feeds.repository.js';
import { CalendarWriter } from './calendar-writer.service.js';

/** A visit as a file for the reader's calendar. */
@Injectable()
export class CalendarFilesService {
  constructor(
    private readonly visits: CalendarFeedsRepository,
    private readonly preferences: PreferencesRepository,
    private readonly writer: CalendarWriter,
  ) {}

  /** @param appointmentId of a visit that the reader may see, which `AppointmentsService.find` has looked at */
  async read({ userId }: Reader, appointmentId: number): Promise<string> {
    const [visit, { locale }] = await Promise.all([
      this.visits.visitFor(userId, appointmentId),
      this.preferences.find(userId),
    ]);
    if (visit === undefined) throw new Error('A visit that its reader sees is there.');
    return this.writer.file(visit, locale);
  }
}
