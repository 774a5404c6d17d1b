import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { type Channel, type Choice, type Occasion, type Preferences } from './choices.js';
import { PreferencesRepository } from './preferences.repository.js';

export interface PreferencesChange extends Partial<Omit<Preferences, 'choices'>> {
  readonly choices?: Readonly<Partial<Record<Channel, Choice>>>;
}

/** What people want to be told. What is planned for them follows within seconds. */
@Injectable()
export class PreferencesService {
  constructor(
    private readonly preferences: PreferencesRepository,
    private readonly clock: Clock,
  ) {}

  find(userId: number): Promise<Preferences> {
    return this.preferences.find(userId);
  }

  /** Takes over what is named and leaves the rest. */
  async change(userId: number, change: PreferencesChange): Promise<Preferences> {
    const before = await this.preferences.find(userId);
    const after = { ...before, ...change, choices: { ...before.choices, ...change.choices } };
    await this.preferences.save(userId, after, new Date(this.clock.now().epochMilliseconds));
    return after;
  }

  /** Stops one kind of message over one channel; once is as good as twice. */
  async unsubscribe(userId: number, channel: Channel, occasion: Occasion): Promise<void> {
    const { choices } = await this.preferences.find(userId);
    const occasions = choices[channel].occasions.filter((each) => each !== occasion);
    await this.change(userId, { choices: { [channel]: { ...choices[channel], occasions } } });
  }
}
