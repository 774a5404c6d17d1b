import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { finalize, from, map, merge, mergeMap, type Observable, of, Subject, switchMap } from 'rxjs';
import { ENV, type Env } from '#libs/config';
import { Listener } from '#libs/database';
import { inboxSignal } from '#libs/notifications';
import { EventStreams } from '../http/event-streams.js';
import { type InAppMessage, NotificationsRepository } from './notifications.repository.js';

const lookMilliseconds = 2000;
/** While signals arrive, a look so often finds what one of them that was lost was about. */
const looksWithSignals = 10;

/** What a stream carries. */
export type InboxEvent = { readonly message: InAppMessage } | 'ping';

/**
 * Streams of new messages. They end with the lifetime of an access token, as nothing else looks whether the session
 * still stands, and readers come back with another one.
 */
@Injectable()
export class InboxStreams implements BeforeApplicationShutdown {
  private readonly readers = new Map<number, Set<Subject<void>>>();
  /** Hears whose inbox has something new, as long as anybody wants to know */
  private signals: Listener | undefined;
  private looking: NodeJS.Timeout | undefined;
  private looks = 0;

  constructor(
    private readonly messages: NotificationsRepository,
    private readonly streams: EventStreams,
    @Inject(ENV) private readonly env: Pick<Env, 'ACCESS_TOKEN_MINUTES' | 'DATABASE_URL'>,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    await this.pause();
  }

  /** @param after the last message that the reader has; those that come later are sent first */
  open(userId: number, after: number | undefined): Observable<InboxEvent> {
    const nudges = new Subject<void>();
    const mine = this.readers.get(userId) ?? new Set();
    this.readers.set(userId, mine.add(nudges));
    this.begin();
    const start = after === undefined ? from(this.messages.latestId(userId)) : of(after);
    const news = start.pipe(
      switchMap((floor) => {
        const seen = new Set<number>();
        // Messages commit in another order than they are numbered in, so that the last number tells little.
        return merge(of(undefined), nudges).pipe(
          mergeMap(() => this.messages.listAfter(userId, floor), 1),
          mergeMap((found) => found.filter(({ id }) => !seen.has(id) && seen.add(id))),
        );
      }),
      map((message) => ({ message })),
    );
    return this.streams.keepOpen(news, this.env.ACCESS_TOKEN_MINUTES).pipe(
      finalize(() => {
        this.leave(userId, nudges);
      }),
    );
  }

  private leave(userId: number, nudges: Subject<void>): void {
    const mine = this.readers.get(userId);
    mine?.delete(nudges);
    if (mine?.size === 0) this.readers.delete(userId);
    if (this.readers.size === 0) void this.pause();
  }

  private begin(): void {
    const nudgeAll = () => {
      for (const userId of this.readers.keys()) this.nudge(userId);
    };
    this.signals ??= new Listener(this.env, inboxSignal, (userId) => {
      if (userId === undefined) nudgeAll();
      else this.nudge(Number(userId));
    });
    this.looking ??= setInterval(() => {
      this.looks += 1;
      if (this.signals?.isListening !== true || this.looks % looksWithSignals === 0) nudgeAll();
    }, lookMilliseconds);
  }

  private async pause(): Promise<void> {
    clearInterval(this.looking);
    this.looking = undefined;
    const { signals } = this;
    this.signals = undefined;
    await signals?.close();
  }

  private nudge(userId: number): void {
    for (const nudges of this.readers.get(userId) ?? []) nudges.next();
  }
}
