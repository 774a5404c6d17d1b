import { Inject, Injectable } from '@nestjs/common';
import { LinkTokens, UnsubscribeTokens } from '#libs/auth';
import { ENV, type Env } from '#libs/config';
import { type ChosenOccasion } from '#libs/notifications';
import { type AccountLink } from '../facts/account-links.repository.js';

const pages = {
  email_verification: 'verify-email',
  password_reset: 'reset-password',
  invitation: 'accept-invitation',
  claim: 'claim-account',
  guardianship: 'accept-guardianship',
  email_change: 'verify-email',
  email_change_notice: 'undo-email-change',
  email_undo: 'undo-email-change',
} as const;

/**
 * Where the links of messages lead to. They open pages that ask before they act. A secret stands behind the `#`, which
 * browsers keep to themselves: it comes into no log on the way.
 */
@Injectable()
export class MessageLinks {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly linkTokens: LinkTokens,
    private readonly unsubscribeTokens: UnsubscribeTokens,
  ) {}

  get app(): string {
    return `${this.env.PUBLIC_URL}/app/`;
  }

  appointment(id: number): string {
    return `${this.env.PUBLIC_URL}/app/appointments/${id}`;
  }

  waitlistEntry(id: number): string {
    return `${this.env.PUBLIC_URL}/app/waitlist/${id}`;
  }

  account(link: AccountLink): string {
    // It proves nothing: the account that has the address is opened with another password.
    if (link.purpose === 'email_known') return `${this.app}forgot-password`;
    // There is nothing to take back: the owner sets it up anew.
    if (link.purpose === 'factor_removed') return `${this.app}account/second-factor`;
    return `${this.env.PUBLIC_URL}/app/${pages[link.purpose]}#token=${this.linkTokens.issue(link)}`;
  }

  unsubscribe(userId: number, occasion: ChosenOccasion): string {
    return `${this.env.PUBLIC_URL}/unsubscribe/${this.unsubscribeTokens.issue({ userId, occasion })}`;
  }
}
