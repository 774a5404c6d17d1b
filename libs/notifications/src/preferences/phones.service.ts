import { Injectable } from '@nestjs/common';
import { countryOfZone, fieldError, invalidInput, parsePhone } from '#libs/common';
import { type Reader } from '../policy.js';
import { DiallingRepository } from './dialling.repository.js';

/** Telephone numbers as the users of the clinic type them. */
@Injectable()
export class PhonesService {
  constructor(private readonly dialling: DiallingRepository) {}

  /**
   * The country that a user dials in: that of the location where the user works, else of the zone where the user lives,
   * else of the clinic's first location.
   *
   * @param livesIn the zone where the user lives, where it is not the one that is kept
   * @returns ISO 3166-1 alpha-2
   */
  async countryOf({ userId }: Reader, livesIn?: string | null): Promise<string | undefined> {
    const { country, timeZone } = (await this.dialling.surroundings(userId, livesIn)) ?? {};
    return country ?? (timeZone == null ? undefined : countryOfZone(timeZone));
  }

  /**
   * Reads a number that a user typed, with the country code or as it is dialled in {@link countryOf}.
   *
   * @param livesIn as of {@link countryOf}
   * @returns E.164
   * @throws AppError `request.invalid` for what is no number, or one that cannot exist
   */
  async read(reader: Reader, text: string, livesIn?: string | null): Promise<string> {
    const phone = parsePhone(text) ?? parsePhone(text, await this.countryOf(reader, livesIn));
    if (phone === undefined) throw invalidInput(fieldError('/phone', 'phone.invalid'));
    return phone;
  }
}
