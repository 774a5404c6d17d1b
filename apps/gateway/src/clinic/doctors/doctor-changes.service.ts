import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { defer, finalize, map, merge, type Observable, Subject } from 'rxjs';
import { CalendarService } from '#libs/appointments';
import { Clock, Loop } from '#libs/common';
import { EventStreams } from '../../http/streams/event-streams.service.js';
import { StreamPlaces } from '../../http/streams/stream-places.service.js';

const lookMilliseconds = 2000;
const lifetimeMinutes = 15;

/** What a stream carries. The first `ping` says that from now on nothing is missed. */
export type DoctorChange = { readonly doctorId: number } | 'ping';

/** A doctor that an open stream watches. */
interface Watched {
  /** Bookings from then on are looked at, in milliseconds since 1970 UTC */
  readonly since: number;
  readonly readers: Set<Subject<DoctorChange>>;
  /** As it was seen last; none before the first look */
  state?: string | undefined;
  /** The first look */
  seen: Promise<void>;
}

/**
 * Tells which doctors' bookings or rules change. One look at PostgreSQL every two seconds serves all streams of a process
 * and sees what any process wrote; without a stream, there is no look.
 */
@Injectable()
export class DoctorChanges implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly watched = new Map<number, Watched>();
  private readonly looking = new Loop({
    name: 'changes of doctors',
    work: () => this.look(new Map(this.watched)),
    pause: lookMilliseconds,
    // What changes while PostgreSQL does not answer is seen once it does.
    onError: () => undefined,
  });

  constructor(
    private readonly calendars: CalendarService,
    private readonly streams: EventStreams,
    private readonly places: StreamPlaces,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.looking.start(lookMilliseconds);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.looking.stop();
  }

  /**
   * @param client whose streams are counted together
   * @throws AppError `streams.too_many`, `service.unavailable`, when the stream is read
   */
  open(doctorIds: readonly number[], client: string): Observable<DoctorChange> {
    return defer(() => {
      const giveBack = this.places.takeForAddress(client);
      const changes = new Subject<DoctorChange>();
      const begun = defer(() => this.join(doctorIds, changes)).pipe(map(() => 'ping' as const));
      return this.streams.keepOpen(merge(changes, begun), lifetimeMinutes).pipe(
        finalize(() => {
          this.leave(doctorIds, changes);
          giveBack();
        }),
      );
    });
  }

  /** @returns when the state is known that changes are compared with */
  private async join(doctorIds: readonly number[], reader: Subject<DoctorChange>): Promise<void> {
    const since = this.clock.now().epochMilliseconds;
    const added = new Map<number, Watched>();
    for (const doctorId of doctorIds) {
      const known = this.watched.get(doctorId);
      if (known === undefined)
        added.set(doctorId, { since, readers: new Set([reader]), seen: Promise.resolve() });
      else known.readers.add(reader);
    }
    const seen = this.look(added);
    for (const [doctorId, watched] of added) this.watched.set(doctorId, Object.assign(watched, { seen }));
    await Promise.all(doctorIds.map((doctorId) => this.watched.get(doctorId)?.seen ?? seen));
  }

  private leave(doctorIds: readonly number[], reader: Subject<DoctorChange>): void {
    for (const doctorId of doctorIds) {
      const { readers } = this.watched.get(doctorId) ?? {};
      readers?.delete(reader);
      if (readers?.size === 0) this.watched.delete(doctorId);
    }
  }

  private async look(at: ReadonlyMap<number, Watched>): Promise<void> {
    if (at.size === 0) return;
    const states = await this.calendars.states([...at].map(([doctorId, { since }]) => ({ doctorId, since })));
    for (const [doctorId, watched] of at) {
      const before = watched.state;
      watched.state = states.get(doctorId);
      if (before === undefined || before === watched.state) continue;
      for (const reader of watched.readers) reader.next({ doctorId });
    }
  }
}
