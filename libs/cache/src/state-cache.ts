import { Logger } from '@nestjs/common';
import { type Counter } from 'prom-client';
import { type Env } from '#libs/config';
import { type CacheName } from './cache.js';
import { evictionOf, mayForget } from './eviction.js';
import { type ExactStore, MemoryExactStore, RedisExactStore } from './exact-store.js';
import { RedisLink } from './redis-link.js';
import { removeAll } from './redis-store.js';

const answerMilliseconds = 100;

/** Stands where a value was that has changed. */
const changedMark = 'changed';
/** Longer than any reading of a value may take, so that one begun before the change ends before the mark does. */
const markMilliseconds = 60_000;

/** The Redis that keeps what must not make room for anything else: that of the cache, unless another one is named. */
export const stateUrlOf = (env: Pick<Env, 'REDIS_URL' | 'REDIS_STATE_URL'>): string | undefined =>
  env.REDIS_STATE_URL ?? env.REDIS_URL;

/**
 * Keeps values that must never be served once they have changed, and the marks of their changes, in the Redis of
 * `REDIS_STATE_URL`, which forgets nothing before its time. While it does not answer every value is loaded anew.
 */
export class StateCache {
  private readonly logger = new Logger(StateCache.name);
  private readonly link: RedisLink | undefined;
  private readonly exact: ExactStore;
  /** Not after the connection was lost: what Redis still holds may have changed meanwhile. */
  private trusted = true;
  /** How often the connection was lost: a value that was read before that is not kept after it. */
  private losses = 0;

  constructor(
    private readonly env: Pick<Env, 'REDIS_URL' | 'REDIS_STATE_URL' | 'NAMESPACE'>,
    private readonly requests: Counter<'cache' | 'result'>,
  ) {
    const url = stateUrlOf(env);
    if (url === undefined) {
      this.exact = new MemoryExactStore();
      return;
    }
    this.link = new RedisLink(url, answerMilliseconds, this.logger, 'sessions are looked up in PostgreSQL');
    this.exact = new RedisExactStore(this.link.redis, env.NAMESPACE);
    this.link.redis.on('close', () => {
      this.trusted = false;
      this.losses += 1;
    });
    this.link.redis.on('ready', () => {
      void this.regainTrust();
      void this.warnOfEviction();
    });
  }

  /**
   * The kept value, or that of `load`, which is then kept. `load` is not shared with a reader who came before the
   * change that {@link changed} tells of, and what it read before the change is not kept after it.
   *
   * @throws whatever `load` throws; the cache itself never fails
   */
  async rememberUntilChanged<T>(
    name: CacheName,
    key: string,
    milliseconds: number,
    load: () => Promise<T>,
  ): Promise<T> {
    if (!this.trusted) return load();
    const { losses } = this;
    const kept = await this.attempt(() => this.exact.get(`${name}:${key}`));
    const isHit = typeof kept === 'string' && kept !== changedMark;
    this.requests.inc({ cache: name, result: isHit ? 'hit' : 'miss' });
    if (isHit) return JSON.parse(kept) as T;
    const value = await load();
    if (kept === null && losses === this.losses)
      await this.attempt(() => this.exact.add(`${name}:${key}`, JSON.stringify(value), milliseconds));
    return value;
  }

  /** Tells that values of {@link rememberUntilChanged} have changed; it comes after the change and before its answer. */
  async changed(name: CacheName, keys: readonly string[]): Promise<void> {
    const marks = keys.map((key) => this.exact.mark(`${name}:${key}`, changedMark, markMilliseconds));
    const told = await this.attempt(() => Promise.all(marks));
    // Redis may still hold what is wrong now: on a new connection it is emptied before it is used again.
    if (told === undefined && this.trusted) this.link?.redis.disconnect(true);
  }

  /** Whether Redis answers and forgets nothing before its time; `true` as well when none is configured. */
  async isSound(): Promise<boolean> {
    if (this.link === undefined) return true;
    return evictionOf(this.link.redis).then(
      (policy) => policy === undefined,
      () => false,
    );
  }

  close(): void {
    this.link?.close();
  }

  /** Forgets everything first: no entry could be removed while Redis was away, not even when a session ended. */
  private async regainTrust(): Promise<void> {
    if (this.trusted || this.link === undefined) return;
    try {
      await removeAll(this.link.redis, `${this.env.NAMESPACE}:sessions:*`);
      this.trusted = true;
    } catch {
      this.link.redis.disconnect(true);
    }
  }

  private async warnOfEviction(): Promise<void> {
    if (this.link === undefined) return;
    const policy = await evictionOf(this.link.redis).catch(() => undefined);
    if (policy !== undefined) this.logger.warn(`The Redis of limits and sessions ${mayForget(policy)}`);
  }

  /** @returns undefined when Redis failed to do it */
  private async attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.requests.inc({ cache: 'all', result: 'error' });
      this.link?.report(error as Error);
      return undefined;
    }
  }
}
