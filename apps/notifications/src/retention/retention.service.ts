import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { ENV, type Env } from '#libs/config';
import { perishables, RetentionRepository } from './retention.repository.js';

const hourMilliseconds = 60 * 60 * 1000;

/** Clears away every hour what has been kept for long enough. What does not succeed is tried again in the next. */
@Injectable()
export class RetentionService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(RetentionService.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly repository: RetentionRepository,
    @Inject(ENV) private readonly env: Env,
  ) {}

  onApplicationBootstrap(): void {
    void this.clear();
    this.timer = setInterval(() => void this.clear(), hourMilliseconds);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async clear(): Promise<void> {
    try {
      const gone: Record<string, number> = {};
      for (const table of perishables) gone[table] = await this.repository.clear(table);
      gone.audit_entries = await this.repository.forgetAudit(this.env.AUDIT_RETENTION_DAYS);
      const cleared = Object.entries(gone).filter(([, count]) => count > 0);
      if (cleared.length > 0)
        this.logger.log(`Cleared away ${cleared.map(([table, count]) => `${count} ${table}`).join(', ')}`);
    } catch (error) {
      this.logger.warn(`Not everything old could be cleared away: ${(error as Error).message}`);
    }
  }
}
