import { Injectable } from '@nestjs/common';
import { assertVersion, Clock } from '#libs/common';
import { Database } from '#libs/database';
import { type Reader } from '../policy.js';
import {
  type Channel,
  type Choice,
  type KeptPreferences,
  type Occasion,
  type Preferences,
} from './choices.js';
import { PhonesService } from './phones.service.js';
import { PreferencesRepository } from './preferences.repository.js';

/** What is to be different; what is left out stays. */
export interface PreferencesChange extends Partial<Omit<Preferences, 'choices'>> {
  readonly choices?: Readonly<Partial<Record<Channel, Choice>>>;
}

/** What users want to be told. What is planned for them follows within seconds. */
@Injectable()
export class PreferencesService {
  constructor(
    private readonly database: Database,
    private readonly preferences: PreferencesRepository,
    private readonly phones: PhonesService,
    private readonly clock: Clock,
  ) {}

  find({ userId }: Reader): Promise<KeptPreferences> {
    return this.preferences.find(userId);
  }

  /**
   * Takes over what is named and leaves the rest.
   *
   * @param expectedVersion the version that the reader has read; undefined when any will do
   * @throws AppError `request.version_mismatch`, `request.invalid` for a telephone number that cannot exist
   */
  async change(
    reader: Reader,
    change: PreferencesChange,
    expectedVersion?: number,
  ): Promise<KeptPreferences> {
    const { userId } = reader;
    const { phone: typed, timeZone } = change;
    const phone = typeof typed === 'string' ? await this.phones.read(reader, typed, timeZone) : typed;
    const named = phone === undefined ? change : { ...change, phone };
    return this.database.transaction(async (queries) => {
      await this.preferences.lock(queries, userId);
      const before = await this.preferences.find(userId, queries);
      assertVersion(before, expectedVersion);
      const after = { ...before, ...named, choices: { ...before.choices, ...change.choices } };
      return { ...after, version: await this.preferences.save(queries, userId, after, this.clock.date()) };
    });
  }

  /** Stops one kind of message over one channel; once is as good as twice. */
  async unsubscribe(reader: Reader, channel: Channel, occasion: Occasion): Promise<void> {
    const { choices } = await this.find(reader);
    const occasions = choices[channel].occasions.filter((each) => each !== occasion);
    await this.change(reader, { choices: { [channel]: { ...choices[channel], occasions } } });
  }
}
