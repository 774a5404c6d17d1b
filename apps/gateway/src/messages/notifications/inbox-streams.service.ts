import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { defer, finalize, map, type Observable, takeUntil } from 'rxjs';
import { type ActiveSession } from '#libs/auth';
import { Loop } from '#libs/common';
import { type DatabaseWay, ENV, type Env } from '#libs/config';
import { Listener } from '#libs/database';
import { type InAppMessage, inboxSignal } from '#libs/notifications';
import { EventStreams } from '../../http/streams/event-streams.service.js';
import { StreamPlaces } from '../../http/streams/stream-places.service.js';
import { InboxFanOut, Reader } from './inbox-fan-out.service.js';

/** A stream ends so soon after its session. */
const lookMilliseconds = 700;
/** So often it is looked for messages when no signals tell of them. */
const looksWithoutSignals = 3;
/** While signals arrive, a look so often finds what one of them that was lost was about. */
const looksWithSignals = 30;

/** Sessions that are looked at in one query */
const sessionsAtOnce = 500;

/** What a stream carries. */
export type InboxEvent = { readonly message: InAppMessage } | 'ping';

/**
 * Streams of new messages. They end with their session, wherever it was ended, and with the lifetime of an access token:
 * then readers come back with another one.
 */
@Injectable()
export class InboxStreams implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** Hears which inboxes have something new, as long as a stream is open */
  private signals: Listener | undefined;
  private readonly looking = new Loop({
    name: 'sessions of streams',
    work: () => this.look(),
    pause: lookMilliseconds,
    onError: () => undefined,
  });
  private looks = 0;

  constructor(
    private readonly fanOut: InboxFanOut,
    private readonly streams: EventStreams,
    private readonly places: StreamPlaces,
    @Inject(ENV) private readonly env: Pick<Env, 'ACCESS_TOKEN_MINUTES'> & DatabaseWay,
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
      const reader = new Reader(userId, sessionId, floor);
      const news = reader.messages.pipe(map((message) => ({ message })));
      this.listen();
      this.fanOut.join(reader);
      return this.streams.keepOpen(news, this.env.ACCESS_TOKEN_MINUTES).pipe(
        takeUntil(reader.ended),
        finalize(() => {
          this.fanOut.leave(reader);
          if (this.fanOut.isEmpty) void this.stopListening();
          giveBack();
        }),
      );
    });
  }

  private listen(): void {
    this.signals ??= new Listener(this.env, inboxSignal, (userId) => {
      if (userId === undefined) this.fanOut.lookAtAll();
      else this.fanOut.signal(Number(userId));
    });
  }

  private async stopListening(): Promise<void> {
    const { signals } = this;
    this.signals = undefined;
    await signals?.close();
  }

  private async look(): Promise<void> {
    if (this.fanOut.isEmpty) return;
    this.looks += 1;
    const readers = this.fanOut.all();
    for (let from = 0; from < readers.length; from += sessionsAtOnce)
      await this.fanOut.endWithSessions(readers.slice(from, from + sessionsAtOnce));
    const every = this.signals?.isListening === true ? looksWithSignals : looksWithoutSignals;
    if (this.looks % every === 0) this.fanOut.lookAtAll();
  }
}
