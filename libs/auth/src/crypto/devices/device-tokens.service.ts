import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, day } from '#libs/common';
import { Keys } from '../keys.service.js';
import { isMacOf, macForm, macOf } from '../mac.js';

/** A device on which a user has signed in. */
export interface KnownDevice {
  readonly userId: number;
  /** Another one each time, so that devices tell nothing of each other */
  readonly id: string;
}

const lifetime = 90 * day;
const form = new RegExp(`^((\\d{1,10})\\.([\\w-]{16})\\.(\\d{1,15}))\\.(${macForm})$`);

/**
 * Tokens that tell a device on which a user has signed in from all others (OWASP, Slow Down Online Guessing Attacks with
 * Device Cookies). They prove nothing of who uses it, and nothing of them is stored.
 */
@Injectable()
export class DeviceTokens {
  constructor(
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  issue(userId: number): string {
    const id = randomBytes(12).toString('base64url');
    const text = `${userId}.${id}.${this.clock.milliseconds() + lifetime}`;
    return `${text}.${macOf(text, this.keys.for('known device'))}`;
  }

  /** @returns undefined for a token that has expired, and for one that no key of Docket's has signed */
  read(token: string): KnownDevice | undefined {
    const [, text = '', userId = '', id = '', endsAt = '', mac = ''] = form.exec(token) ?? [];
    if (!isMacOf(text, mac, this.keys.for('known device'))) return undefined;
    return Number(endsAt) > this.clock.milliseconds() ? { userId: Number(userId), id } : undefined;
  }
}
