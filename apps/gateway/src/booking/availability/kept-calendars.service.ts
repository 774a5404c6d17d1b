import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { type AvailabilityQuery, CalendarService } from '#libs/appointments';
import { keptTexts } from '../../http/answers/kept-texts.js';
import { toAvailabilityDto } from './availability.dto.js';

/** Of calendars that were answered lately: those of a thousand doctors for a fortnight */
const mostCharacters = 32 * 2 ** 20;
/** Of the addresses that were asked for lately */
const mostAddresses = 4 * 2 ** 20;

/** A question that was found to be good. */
interface Known {
  readonly asked: AvailabilityQuery;
  readonly key: string;
}

/** Calendars as text, each kept for as long as PostgreSQL says that nothing of it has changed. */
@Injectable()
export class KeptCalendars {
  private readonly kept = keptTexts(mostCharacters);
  private readonly addresses = new LRUCache<string, Known>({
    maxSize: mostAddresses,
    sizeCalculation: ({ key }, address) => key.length + address.length,
  });

  constructor(private readonly calendars: CalendarService) {}

  /**
   * The calendar as JSON.
   *
   * @param address under which the question need not be read again; undefined for one that means something else tomorrow
   * @throws as {@link CalendarService.find}
   */
  answer(asked: AvailabilityQuery, address: string | undefined): Promise<string> {
    const known = { asked, key: JSON.stringify(asked) };
    if (address !== undefined) this.addresses.set(address, known);
    return this.textOf(known);
  }

  /**
   * The calendar that an address asks for.
   *
   * @returns undefined for an address that has to be read first
   * @throws as {@link CalendarService.find}
   */
  answerAt(address: string): Promise<string> | undefined {
    const known = this.addresses.get(address);
    return known && this.textOf(known);
  }

  private async textOf({ asked, key }: Known): Promise<string> {
    const found = await this.calendars.findUnlessKept(asked, this.kept.get(key));
    if ('text' in found) return found.text;
    const text = JSON.stringify(toAvailabilityDto(found.availability));
    if (found.state !== undefined) this.kept.set(key, { state: found.state, text });
    return text;
  }
}
