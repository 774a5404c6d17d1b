import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Keys } from '#libs/auth';
import { ENV, type Env, type Rate } from '#libs/config';
import { Database } from '#libs/database';
import { Channel, isPrompt, Occasion } from '#libs/notifications';
import { type Outgoing } from '../channels/channel.js';
import { type ClaimedDelivery } from '../deliveries.repository.js';
import { type Draw, spend } from './budget.js';
import { BudgetsRepository } from './budgets.repository.js';

/** A message that has to wait, and when its budget has something left, in epoch milliseconds. */
export interface Waiting {
  readonly message: Outgoing;
  readonly free: number;
  /** The time of the server */
  readonly now: number;
}

export interface Spending {
  readonly within: readonly Outgoing[];
  readonly over: readonly Waiting[];
}

/** What has its bounds elsewhere. */
const nothingToPay = ({ occasion, linkId, letter }: ClaimedDelivery): boolean =>
  // Links have a budget of their own when they are planned, an account is erased once, and the list of the next day is
  // one a day.
  linkId !== null || letter !== null || occasion === Occasion.digest;

/**
 * Bounds how many messages an address, a number and an account get. Prompts, such as reminders, have a budget of their
 * own, so that no flood of news keeps a patient from being reminded.
 */
@Injectable()
export class BudgetsService {
  private readonly rates: Partial<Record<Channel, { readonly to: Rate; readonly account: Rate }>>;

  constructor(
    private readonly database: Database,
    private readonly repository: BudgetsRepository,
    private readonly keys: Keys,
    @Inject(ENV) env: Env,
  ) {
    this.rates = {
      [Channel.email]: { to: env.BUDGET_MAILS_PER_ADDRESS, account: env.BUDGET_MAILS_PER_ACCOUNT },
      [Channel.sms]: { to: env.BUDGET_SMS_PER_NUMBER, account: env.BUDGET_SMS_PER_ACCOUNT },
    };
  }

  /** Spends the budgets of messages that are about to be sent, in two statements for all of them. */
  async spend(channel: Channel, messages: readonly Outgoing[]): Promise<Spending> {
    const asked = messages.map((message) => ({ message, draw: this.drawOf(channel, message) }));
    const priced = asked.filter(({ draw }) => draw.size > 0);
    if (priced.length === 0) return { within: messages, over: [] };
    const draws = priced.map(({ draw }) => draw);
    return this.database.transaction(async (queries) => {
      const subjects = draws.flatMap((draw) => [...draw.keys()]);
      const { budgets, now } = await this.repository.lock(queries, subjects);
      const moments = spend(draws, budgets, now);
      await this.repository.keep(queries, budgets);
      const over = priced.flatMap(({ message }, index): Waiting[] => {
        const free = moments[index];
        return free === undefined ? [] : [{ message, free, now }];
      });
      const late = new Set(over.map(({ message }) => message));
      return { within: messages.filter((message) => !late.has(message)), over };
    });
  }

  /** What was tried before is paid for. */
  private drawOf(channel: Channel, { delivery, address }: Outgoing): Draw {
    const rates = this.rates[channel];
    const { attempts, occasion, userId } = delivery;
    if (rates === undefined || attempts > 1 || nothingToPay(delivery)) return new Map();
    const kind = `${channel} ${isPrompt(occasion) ? 'prompts' : 'news'}`;
    return new Map([
      [`${kind} to ${this.nameless(address)}`, rates.to],
      [`${kind} of account ${userId ?? 0}`, rates.account],
    ]);
  }

  /** What an address is counted by, without keeping it. */
  private nameless(address: string): string {
    const [{ bytes }] = this.keys.for('address in a message budget');
    return createHmac('sha256', bytes).update(address.toLowerCase()).digest('base64url');
  }
}
