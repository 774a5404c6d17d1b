import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { hour, Loop } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { gaugesOf } from '#libs/metrics';
import { SendableChannels } from '../facts/sendable-channels.js';
import { perishables, RetentionRepository } from './retention.repository.js';

/**
 * Clears away every hour what has been kept for long enough, and makes partitions for what is to come. What does not
 * succeed is tried again in the next.
 */
@Injectable()
export class RetentionService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(RetentionService.name);
  private readonly loop = new Loop({
    name: 'retention',
    // Batch after batch, until all that is old is gone.
    longestRound: hour,
    work: (signal) => this.clear(signal),
    pause: hour,
    onError: ({ message }) => {
      this.logger.warn(`Not everything old could be cleared away: ${message}`);
    },
  });

  constructor(
    private readonly repository: RetentionRepository,
    private readonly channels: SendableChannels,
    @Inject(ENV) private readonly env: Env,
  ) {
    gaugesOf(
      {
        ahead: {
          name: 'docket_partitions_ahead_seconds',
          help: 'For how long to come every partitioned table has partitions.',
        },
        stray: {
          name: 'docket_partition_stray_rows',
          help: 'Rows that found no partition of their own, up to 1000 of each table.',
        },
      },
      () => repository.partitionStanding(),
    );
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  /** What is old is cleared away all the same when this does not succeed. */
  private async makePartitions(): Promise<void> {
    await this.repository.makePartitions().catch((error: unknown) => {
      this.logger.warn(`Partitions for what is to come could not be made: ${String(error)}`);
    });
  }

  private async clear(signal: AbortSignal): Promise<void> {
    await this.makePartitions();
    await this.repository.dropLetters(this.channels.email !== undefined);
    const gone: Record<string, number> = {};
    for (const table of perishables) gone[table] = await this.repository.clear(table, signal);
    Object.assign(gone, await this.repository.forget(this.env.AUDIT_RETENTION_DAYS, signal));
    const cleared = Object.entries(gone).filter(([, count]) => count > 0);
    if (cleared.length > 0)
      this.logger.log(`Cleared away ${cleared.map(([table, count]) => `${count} ${table}`).join(', ')}`);
  }
}
