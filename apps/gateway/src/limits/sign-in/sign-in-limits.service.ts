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
import { firstValueFrom, from, type Observable } from 'rxjs';
import { AccountsService } from '#libs/auth';
import { AppError, currentContext, emailKeys, isLine } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { clientOf } from '../client-address.js';
import { Counters } from '../counters.service.js';
import { counted, type Standing } from '../leased-counter.js';
import { failures } from '../policies.js';
import { declare } from '../rate-headers.js';
import { type Counter } from '../shared-counter.js';
import { KnownDevices } from './known-devices.service.js';
import { KnownPlaces } from './known-places.service.js';
import { Turns } from './turns.js';

type Bound = keyof typeof failures;

/** Who guesses, and at what */
interface Guess {
  readonly keys: Readonly<Record<Bound, string>>;
  /** Whether the account signed in from the device or the address lately */
  readonly isKnown: boolean;
  /**
   * Whether it has opened the account that the login belongs to. Who names an address of others without proof opens another
   * account with it, and has guessed at theirs: that counts like a wrong guess, whether there is such an account or not.
   */
  readonly isOwn: () => boolean;
}

/** Of one address, in one process: as many as are hashed at a time, so that those who wait take up no bound. */
const attemptsAtOnce = 16;

/** What an account is called where it is counted; an unknown name is counted like any other. */
const unknownAccount = (login: string): string =>
  createHash('sha256').update(emailKeys(login).join(' ')).digest('base64url');

/** Whether the proof was looked at and found wrong; who is asked for a code has given the right password. */
const isWrong = (error: unknown): boolean =>
  error instanceof AppError && error.kind === 'unauthenticated' && error.code !== 'auth.mfa_required';

/**
 * Bounds guessing at passwords. Every attempt takes its place among the failures before the password is looked at, and
 * gives it back unless it was wrong, so that no number of attempts at once gets more guesses. An account that signed in
 * from a device or an address before is not kept out there by what others do, and the others have what the address has in
 * reserve.
 */
@Injectable()
export class SignInLimits implements NestInterceptor {
  private readonly counters: Record<Bound, Counter>;
  private readonly pairs: Turns;
  private readonly addresses = new Turns(attemptsAtOnce);

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly accounts: AccountsService,
    private readonly devices: KnownDevices,
    private readonly places: KnownPlaces,
    counters: Counters,
  ) {
    const counter = (bound: Bound) => counters.of(failures[bound].name, failures[bound].rate(env));
    this.counters = {
      pair: counter('pair'),
      account: counter('account'),
      address: counter('address'),
      reserve: counter('reserve'),
    };
    this.pairs = new Turns(env.LIMIT_SIGN_IN_FAILURES.quota);
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
    const device = this.devices.find(request, id);
    // A known device is closed by its own failures alone, and not by those of whoever shares its address.
    const pair = device === undefined ? `${account}@${address}` : `${account}@device:${device}`;
    const keys = { pair, account, address, reserve: address };
    const isKnown = device !== undefined || (await this.places.has(account, address));
    const isOwn = () => id !== undefined && currentContext()?.claimedId === id;
    const signIn = async (): Promise<unknown> => {
      const answer: unknown = await firstValueFrom(next.handle());
      if (id === undefined || !isOwn()) return answer;
      await this.places.remember(account, address);
      const deviceToken = this.devices.remember(request, reply, id);
      return deviceToken === undefined ? answer : { ...(answer as object), deviceToken };
    };
    const attempt = () => this.attempt({ keys, isKnown, isOwn }, reply, signIn);
    return from(this.pairs.run(pair, () => this.addresses.run(address, attempt)));
  }

  private async attempt<T>(guess: Guess, reply: FastifyReply, signIn: () => Promise<T>): Promise<T> {
    const giveBack = await this.take(guess, reply);
    try {
      const answer = await signIn();
      if (!guess.isOwn()) return answer;
      await giveBack();
      await this.counters.pair.delete(guess.keys.pair);
      return answer;
    } catch (error) {
      if (!isWrong(error)) await giveBack();
      throw error;
    }
  }

  /**
   * Takes a place among the failures of every bound. Those of all accounts together count what is known too, but keep
   * it out from nothing.
   *
   * @returns what gives the places back
   * @throws AppError `limits.exceeded`
   */
  private async take({ keys, isKnown }: Guess, reply: FastifyReply): Promise<() => Promise<void>> {
    const taken: Bound[] = [];
    const giveBack = async (): Promise<void> => {
      await Promise.all(taken.map((bound) => this.counters[bound].reward(keys[bound])));
    };
    const count = async (bound: Bound): Promise<Standing> => {
      const standing = await counted(this.counters[bound].consume(keys[bound]));
      taken.push(bound);
      return standing;
    };
    try {
      this.declare('pair', await count('pair'), reply);
      for (const bound of ['account', 'address'] as const) {
        const standing = await count(bound);
        if (standing.isWithin || isKnown) continue;
        const hasReserve = bound === 'address' && (await count('reserve')).isWithin;
        if (!hasReserve) this.declare(bound, standing, reply);
      }
    } catch (error) {
      await giveBack();
      throw error;
    }
    return giveBack;
  }

  /** @throws AppError `limits.exceeded` */
  private declare(bound: Bound, standing: Standing, reply: FastifyReply): void {
    const { name, rate } = failures[bound];
    declare(reply, name, rate(this.env), standing);
  }
}

/** The route takes a `username` and a proof, which the caller may be guessing. */
export const LimitsGuessing = (): MethodDecorator => applyDecorators(UseInterceptors(SignInLimits));
