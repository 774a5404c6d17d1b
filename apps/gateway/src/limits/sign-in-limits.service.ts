import { createHash } from 'node:crypto';
import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type RateLimiterAbstract } from 'rate-limiter-flexible';
import { firstValueFrom, from, type Observable } from 'rxjs';
import { AccountsService } from '#libs/auth';
import { AppError, emailKeys, isLine } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { clientOf } from './client-address.js';
import { Counters } from './counters.service.js';
import { counted } from './leased-counter.js';
import { failures } from './policies.js';
import { declare } from './rate-headers.js';
import { Turns } from './turns.js';

type Bound = keyof typeof failures;

const knownSeconds = 14 * 24 * 60 * 60;

/** What an account is called where it is counted; an unknown name is counted like any other. */
const unknownAccount = (login: string): string =>
  createHash('sha256').update(emailKeys(login).join(' ')).digest('base64url');

/**
 * Bounds guessing at passwords. Every attempt takes its place among the failures before the password is looked at, and
 * gives it back when it was right, so that no number of attempts at once gets more guesses. Who signed in from an
 * address before is not kept out there by what others do elsewhere.
 */
@Injectable()
export class SignInLimits implements NestInterceptor {
  private readonly counters: Record<Bound, RateLimiterAbstract>;
  private readonly known: RateLimiterAbstract;
  private readonly turns: Turns;

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly accounts: AccountsService,
    counters: Counters,
  ) {
    const counter = (bound: Bound) => counters.of(failures[bound].name, failures[bound].rate(env));
    this.counters = { pair: counter('pair'), address: counter('address'), account: counter('account') };
    this.known = counters.of('sign-in-known', { quota: 1, seconds: knownSeconds });
    this.turns = new Turns(env.LIMIT_SIGN_IN_FAILURES.quota);
  }

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const login = (request.body as { username?: unknown } | undefined)?.username;
    // What is no login is refused by the check of the input.
    if (this.env.RATE_LIMITS === 'off' || typeof login !== 'string' || !isLine(login)) return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const address = clientOf(request.ip);
    const id = await this.accounts.idForSignIn(login);
    const account = id === undefined ? unknownAccount(login) : `user:${id}`;
    const pair = `${account}@${address}`;
    await this.assertOpen('address', address, reply);
    if ((await this.known.get(pair)) === null) await this.assertOpen('account', account, reply);
    const keys = { pair, address, account };
    return from(this.turns.run(pair, () => this.attempt(keys, reply, () => firstValueFrom(next.handle()))));
  }

  private async attempt<T>(
    keys: Readonly<Record<Bound, string>>,
    reply: FastifyReply,
    signIn: () => Promise<T>,
  ): Promise<T> {
    const { name, rate } = failures.pair;
    declare(reply, name, rate(this.env), await counted(this.counters.pair.consume(keys.pair)));
    try {
      const answer = await signIn();
      await Promise.all([this.counters.pair.delete(keys.pair), this.known.penalty(keys.pair)]);
      return answer;
    } catch (error) {
      const isGuess = error instanceof AppError && error.kind === 'unauthenticated';
      if (isGuess) {
        const { address, account } = this.counters;
        await Promise.all([address.penalty(keys.address), account.penalty(keys.account)]);
      } else {
        await this.counters.pair.reward(keys.pair);
      }
      throw error;
    }
  }

  /** @throws AppError `limits.exceeded` */
  private async assertOpen(bound: Bound, key: string, reply: FastifyReply): Promise<void> {
    const found = await this.counters[bound].get(key);
    if (found === null || found.remainingPoints > 0) return;
    const { name, rate } = failures[bound];
    const seconds = Math.max(1, Math.ceil(found.msBeforeNext / 1000));
    declare(reply, name, rate(this.env), { isWithin: false, remaining: 0, seconds });
  }
}

/** The route takes a `username` and a proof, which the caller may be guessing. */
export const LimitsGuessing = (): MethodDecorator => applyDecorators(UseInterceptors(SignInLimits));
