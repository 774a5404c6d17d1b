import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Subject } from 'rxjs';
import { SessionsService } from '#libs/auth';
import { Clock, Loop, minute, second } from '#libs/common';
import { type InAppMessage, InAppMessagesService } from '#libs/notifications';

/** So long signals are gathered: one query serves all of them. */
const gatherMilliseconds = 25;
/** Between two batches, which leaves the requests that came meanwhile their turn */
const breathMilliseconds = 20;
/** Users whose messages are read in one query, and whose streams are written to in one go */
const batchSize = 200;
/** Messages commit in another order than they are numbered in, but no later than this. */
const settledAfter = minute;

/** One open stream. */
export class Reader {
  readonly messages = new Subject<InAppMessage>();
  readonly ended = new Subject<void>();
  private readonly seen = new Map<number, Date>();

  /** @param floor the last message that the reader has, or one before it */
  constructor(
    readonly userId: number,
    readonly sessionId: string,
    public floor: number,
  ) {}

  /** Tells what the reader has not been told. */
  tell(found: readonly InAppMessage[], now: Date): void {
    for (const message of found) {
      if (message.id <= this.floor || this.seen.has(message.id)) continue;
      this.seen.set(message.id, message.createdAt);
      this.messages.next(message);
    }
    this.rise(now);
  }

  /** Forgets what nothing can come before any more, so that the next look does not read it again. */
  private rise(now: Date): void {
    for (const [id, at] of this.seen) {
      if (now.getTime() - at.getTime() < settledAfter) continue;
      this.seen.delete(id);
      this.floor = Math.max(this.floor, id);
    }
  }
}

/**
 * Brings new messages to the streams of this gateway. A signal marks the user it is about, and nothing else; a loop of its
 * own reads for all marked users at once, one query at a time, however many streams and signals there are. A look at all
 * users, in case a signal was lost, comes behind and in batches.
 */
@Injectable()
export class InboxFanOut implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly readers = new Map<number, Set<Reader>>();
  /** Users of whom it is known that there is something new, and users whom it is time to look at */
  private readonly signalled = new Set<number>();
  private readonly routine = new Set<number>();
  private readonly loop = new Loop({
    name: 'messages to streams',
    work: () => this.round(),
    pause: second,
    gather: gatherMilliseconds,
    onError: () => undefined,
  });

  constructor(
    private readonly messages: InAppMessagesService,
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  get isEmpty(): boolean {
    return this.readers.size === 0;
  }

  /** Everyone who reads. */
  all(): Reader[] {
    return [...this.readers.values()].flatMap((mine) => [...mine]);
  }

  join(reader: Reader): void {
    this.readers.set(reader.userId, (this.readers.get(reader.userId) ?? new Set()).add(reader));
    this.signal(reader.userId);
  }

  leave(reader: Reader): void {
    const mine = this.readers.get(reader.userId);
    mine?.delete(reader);
    if (mine?.size === 0) this.readers.delete(reader.userId);
  }

  /** There is something new for a user, who may read elsewhere. */
  signal(userId: number): void {
    if (!this.readers.has(userId)) return;
    this.signalled.add(userId);
    this.loop.nudge();
  }

  /** There may be something new for any user. */
  lookAtAll(): void {
    for (const userId of this.readers.keys()) this.routine.add(userId);
    this.loop.nudge();
  }

  /** Ends the streams among these whose session does not stand any more. */
  async endWithSessions(readers: readonly Reader[]): Promise<void> {
    const standing = await this.sessions.inForce([...new Set(readers.map(({ sessionId }) => sessionId))]);
    for (const { sessionId, ended } of readers) if (!standing.has(sessionId)) ended.next();
  }

  private async round(): Promise<number | undefined> {
    const userIds = this.take();
    if (userIds.length === 0) return undefined;
    try {
      await this.bring(userIds);
    } catch (error) {
      for (const userId of userIds) this.routine.add(userId);
      throw error;
    }
    return this.signalled.size + this.routine.size > 0 ? breathMilliseconds : undefined;
  }

  /** Those first of whom it is known that there is something. */
  private take(): number[] {
    const batch = [...this.signalled, ...this.routine].slice(0, batchSize);
    for (const userId of batch) {
      this.signalled.delete(userId);
      this.routine.delete(userId);
    }
    return [...new Set(batch)];
  }

  private async bring(userIds: readonly number[]): Promise<void> {
    const readers = userIds.flatMap((userId) => [...(this.readers.get(userId) ?? [])]);
    if (readers.length === 0) return;
    const floors = new Map<number, number>();
    for (const { userId, floor } of readers)
      floors.set(userId, Math.min(floor, floors.get(userId) ?? Infinity));
    const found = await this.messages.listAfter(floors);
    if (found.size === 0) return;
    const told = readers.filter(({ userId }) => found.has(userId));
    // What came after a sign-out is not for the stream that it ends.
    await this.endWithSessions(told);
    const now = this.clock.date();
    for (const reader of told) reader.tell(found.get(reader.userId) ?? [], now);
  }
}
