import { Inject, Injectable } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type ActiveSession } from '#libs/auth';
import { ENV, type Env } from '#libs/config';
import { clientOf } from './client-address.js';
import { Counters } from './counters.service.js';
import { counted, LeasedCounter } from './leased-counter.js';
import { type Counted, everything, policies, type PolicyName } from './policies.js';
import { declare } from './rate-headers.js';
import { type Counter } from './shared-counter.js';

export type Visitor = FastifyRequest & { readonly user?: ActiveSession };

/** Whose count a request belongs to; a request without a session counts for its address. */
function keyOf(request: Visitor, per: Counted): string {
  const { user } = request;
  return per === 'account' && user !== undefined ? `user:${user.userId}` : clientOf(request.ip);
}

/** Bounds how often one client may ask. */
@Injectable()
export class Limits {
  private readonly general: Record<Counted, LeasedCounter>;
  private readonly special: Record<PolicyName, Counter>;
  readonly areOn: boolean;

  constructor(
    @Inject(ENV) private readonly env: Env,
    counters: Counters,
  ) {
    this.areOn = env.RATE_LIMITS === 'on';
    const leased = (per: Counted) =>
      new LeasedCounter(counters.of(everything[per].name, everything[per].rate(env)));
    this.general = { address: leased('address'), account: leased('account') };
    this.special = Object.fromEntries(
      Object.entries(policies).map(([key, { name, rate }]) => [key, counters.of(name, rate(env))]),
    ) as Record<PolicyName, Counter>;
  }

  /**
   * Counts a request for its address or its account.
   *
   * @throws AppError `limits.exceeded`
   */
  async countRequest(per: Counted, request: Visitor, reply: FastifyReply): Promise<void> {
    if (!this.areOn) return;
    const { name, rate } = everything[per];
    declare(reply, name, rate(this.env), await this.general[per].take(keyOf(request, per)));
  }

  /**
   * Counts a request for a policy of its route.
   *
   * @returns what takes the count back
   * @throws AppError `limits.exceeded`
   */
  async count(policy: PolicyName, request: Visitor, reply: FastifyReply): Promise<() => Promise<unknown>> {
    const { name, per, rate } = policies[policy];
    const key = keyOf(request, per);
    const counter = this.special[policy];
    declare(reply, name, rate(this.env), await counted(counter.consume(key)));
    return () => counter.reward(key);
  }
}
