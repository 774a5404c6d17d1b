import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { map, merge, type Observable, ReplaySubject, takeUntil, timer } from 'rxjs';

const pingMilliseconds = 20_000;

/**
 * How much waits at most for a client that does not read, in characters, beside what its connection has room for: then the
 * connection is dropped. An inbox at its fullest comes in a fifth of it.
 */
export const heldForReaders = { maxPendingDataLength: 256 * 1024 } as const;

/** What server-sent events have in common: pings keep proxies from closing what is quiet, and nothing is open for ever. */
@Injectable()
export class EventStreams implements BeforeApplicationShutdown {
  private readonly closing = new ReplaySubject<void>(1);

  /** Ends all streams, or the process would wait for them. */
  beforeApplicationShutdown(): void {
    this.closing.next();
  }

  /** @param minutes after which the stream ends; readers come back */
  keepOpen<News>(news: Observable<News>, minutes: number): Observable<News | 'ping'> {
    // Streams that were opened together, such as after a restart, are not all written to together.
    const first = Math.random() * pingMilliseconds;
    const pings = timer(first, pingMilliseconds).pipe(map(() => 'ping' as const));
    return merge(news, pings).pipe(takeUntil(merge(this.closing, timer(minutes * 60_000))));
  }
}
