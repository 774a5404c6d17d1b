import { availableParallelism } from 'node:os';
import { Inject, Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { ENV, type Env } from '#libs/config';
import { BoundedWork } from './bounded-work.js';

/** OWASP ASVS 5.0, 11.4.2: argon2id with at least 19 MiB and two passes. Raised, old hashes follow at the next sign-in. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** One core is left to everything else, and one of the four threads of Node's pool to files and names. */
const atOnce = Math.max(1, Math.min(3, availableParallelism() - 1));

/** The same character may be typed as one code point or as two (NIST SP 800-63B-4, 3.1.1.2). */
const normalised = (password: string): string => password.normalize('NFKC');

/** Turns passwords into hashes and compares them, on the thread pool, a few at a time. */
@Injectable()
export class PasswordHasher {
  private readonly work: BoundedWork;
  /** No account has this, but comparing with it takes just as long. */
  private readonly decoy = hash('', parameters);

  constructor(@Inject(ENV) env: Pick<Env, 'PASSWORD_HASH_QUEUE'>) {
    this.work = new BoundedWork(atOnce, env.PASSWORD_HASH_QUEUE);
  }

  /**
   * @returns an argon2id hash in PHC format
   * @throws AppError `auth.busy`
   */
  hash(password: string): Promise<string> {
    return this.work.run(() => hash(normalised(password), parameters));
  }

  /**
   * Tells whether `password` is the one that was hashed.
   *
   * @param hashed undefined when there is no such user; that takes just as long as a wrong password
   * @throws AppError `auth.busy`
   */
  async matches(hashed: string | undefined, password: string): Promise<boolean> {
    const other = hashed ?? (await this.decoy);
    const matches = await this.work.run(() => verify(other, normalised(password)));
    return matches && hashed !== undefined;
  }

  /** Whether a password that is known to match ought to be hashed anew. */
  isOutdated(hashed: string): boolean {
    const [, m = 0, t = 0, p = 0] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(hashed) ?? [];
    const { memoryCost, timeCost, parallelism } = parameters;
    return Number(m) < memoryCost || Number(t) < timeCost || Number(p) < parallelism;
  }
}
