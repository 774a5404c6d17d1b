import { type Command, Redis } from 'ioredis';

const connectMilliseconds = 2000;
const mostReconnectMilliseconds = 2000;
/** A connection on which nothing was heard for so long, though it was asked again and again, is made anew. */
const silentMilliseconds = 2000;

/**
 * A client that waits for Redis so long and no longer, and that does not take its own sleep for that of Redis: when the
 * process itself stood still, the answers that came meanwhile are read before any is called late. The `commandTimeout`
 * of ioredis fires first.
 */
class BoundedRedis extends Redis {
  /** When the first command was sent of those since the last answer */
  private askedAt: number | undefined;

  constructor(
    url: string,
    private readonly answerMilliseconds: number,
  ) {
    super(url, {
      // What cannot be sent or answered at once fails, so that a lost Redis slows no request down.
      enableOfflineQueue: false,
      maxRetriesPerRequest: 1,
      connectTimeout: connectMilliseconds,
      enableAutoPipelining: true,
      // It is many questions already, and was waited for.
      autoPipeliningIgnoredCommands: ['mget'],
      retryStrategy: (attempt) => Math.min(attempt * 100, mostReconnectMilliseconds),
    });
    this.on('ready', () => {
      this.askedAt = undefined;
    });
  }

  override sendCommand(command: Command, stream?: Parameters<Redis['sendCommand']>[1]): unknown {
    this.askedAt ??= performance.now();
    let isLate = false;
    const timer = setTimeout(() => {
      // Sockets are read between the timers and this.
      setImmediate(() => {
        isLate = true;
        command.reject(new Error('Command timed out'));
        if (performance.now() - (this.askedAt ?? Infinity) > silentMilliseconds) this.disconnect(true);
      });
    }, this.answerMilliseconds);
    // A refusal is an answer too.
    const answered = (): void => {
      clearTimeout(timer);
      if (!isLate) this.askedAt = undefined;
    };
    command.promise.then(answered, answered);
    return super.sendCommand(command, stream);
  }
}

/**
 * Connects to Redis, and anew whenever the connection is lost.
 *
 * @param answerMilliseconds after which a command fails with "Command timed out"
 */
export const connectRedis = (url: string, answerMilliseconds: number): Redis =>
  new BoundedRedis(url, answerMilliseconds);
