import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { defer, finalize, map, merge, mergeMap, type Observable, of, Subject, takeUntil } from 'rxjs';
import { type ActiveSession, SessionsService } from '#libs/auth';
import { Loop } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { Listener } from '#libs/database';
import { type InAppMessage, InAppMessagesService, inboxSignal } from '#libs/notifications';
import { EventStreams } from '../../http/streams/event-streams.service.js';
import { StreamPlaces } from '../../http/streams/stream-places.service.js';

/** A stream ends so soon after its session. */
const lookMilliseconds = 700;
/** So often it is looked for messages when no signals tell of them. */
const looksWithoutSignals = 3;
/** While signals arrive, a look so often finds what one of them that was lost was about. */
const looksWithSignals = 30;

interface Reader {
  readonly sessionId: string;
  readonly nudges: Subject<void>;
  readonly end: Subject<void>;
}

/** What a stream carries. */
export type InboxEvent = { readonly message: InAppMessage } | 'ping';

/**
 * Streams of new messages. They end with their session, wherever it was ended, and with the lifetime of an access token:
 * then readers come back with another one.
 */
@Injectable()
export class InboxStreams implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly readers = new Map<number, Set<Reader>>();
  /** Hears which inboxes have something new, as long as a stream is open */
  private signals: Listener | undefined;
  private readonly looking = new Loop({
    name: 'new messages',
    work: () => this.look(),
    pause: lookMilliseconds,
    onError: () => undefined,
  });
  private looks = 0;

  constructor(
    private readonly messages: InAppMessagesService,
    private readonly sessions: SessionsService,
    private readonly streams: EventStreams,
    private readonly places: StreamPlaces,
    @Inject(ENV) private readonly env: Pick<Env, 'ACCESS_TOKEN_MINUTES' | 'DATABASE_URL'>,
  ) {}

  onApplicationBootstrap(): void {
    this.looking.start(lookMilliseconds);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.looking.stop(), this.stopListening()]);
  }

  /**
   * @param floor the last message that the reader has; those that come later are sent first
   * @throws AppError `streams.too_many`, `service.unavailable`, when the stream is read
   */
  open({ id: sessionId, userId }: ActiveSession, floor: number): Observable<InboxEvent> {
    return defer(() => {
      const giveBack = this.places.takeForAccount(userId);
      const reader = { sessionId, nudges: new Subject<void>(), end: new Subject<void>() };
      this.readers.set(userId, (this.readers.get(userId) ?? new Set()).add(reader));
      this.listen();
      return this.streams.keepOpen(this.news(userId, floor, reader), this.env.ACCESS_TOKEN_MINUTES).pipe(
        takeUntil(reader.end),
        finalize(() => {
          this.leave(userId, reader);
          giveBack();
        }),
      );
    });
  }

  private news(userId: number, floor: number, { nudges }: Reader): Observable<InboxEvent> {
    const seen = new Set<number>();
    // Messages commit in another order than they are numbered in, so that the last number tells little.
    return merge(of(undefined), nudges).pipe(
      mergeMap(() => this.messages.listAfter({ userId }, floor), 1),
      mergeMap((found) => found.filter(({ id }) => !seen.has(id) && seen.add(id))),
      map((message) => ({ message })),
    );
  }

  private leave(userId: number, reader: Reader): void {
    const mine = this.readers.get(userId);
    mine?.delete(reader);
    if (mine?.size === 0) this.readers.delete(userId);
    if (this.readers.size === 0) void this.stopListening();
  }

  private listen(): void {
    this.signals ??= new Listener(this.env, inboxSignal, (userId) => {
      if (userId === undefined) this.nudgeAll();
      else this.nudge(Number(userId));
    });
  }

  private async stopListening(): Promise<void> {
    const { signals } = this;
    this.signals = undefined;
    await signals?.close();
  }

  private async look(): Promise<void> {
    if (this.readers.size === 0) return;
    this.looks += 1;
    await this.endWithSessions();
    const every = this.signals?.isListening === true ? looksWithSignals : looksWithoutSignals;
    if (this.looks % every === 0) this.nudgeAll();
  }

  private async endWithSessions(): Promise<void> {
    const readers = [...this.readers.values()].flatMap((mine) => [...mine]);
    const standing = await this.sessions.inForce(readers.map(({ sessionId }) => sessionId));
    for (const { sessionId, end } of readers) if (!standing.has(sessionId)) end.next();
  }

  private nudgeAll(): void {
    for (const userId of this.readers.keys()) this.nudge(userId);
  }

  private nudge(userId: number): void {
    for (const { nudges } of this.readers.get(userId) ?? []) nudges.next();
  }
}
