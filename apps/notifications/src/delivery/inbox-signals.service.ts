import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { InAppMessagesRepository } from '#libs/notifications';

const gatherMilliseconds = 50;

/**
 * Tells the gateways whose inbox has something new, after it is committed and for many at once: a NOTIFY inside of the
 * transactions would make their commits wait for each other. A signal that is lost costs a reader some seconds.
 */
@Injectable()
export class InboxSignals implements OnModuleDestroy {
  private readonly logger = new Logger(InboxSignals.name);
  private waiting = new Set<number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly notifications: InAppMessagesRepository) {}

  tell(userIds: readonly number[]): void {
    for (const id of userIds) this.waiting.add(id);
    if (this.waiting.size > 0) this.timer ??= setTimeout(() => void this.send(), gatherMilliseconds);
  }

  onModuleDestroy(): void {
    clearTimeout(this.timer);
  }

  private async send(): Promise<void> {
    const userIds = [...this.waiting];
    this.waiting = new Set();
    this.timer = undefined;
    try {
      await this.notifications.signal(userIds);
    } catch (error) {
      this.logger.warn(`Readers were not told of new messages: ${(error as Error).message}`);
    }
  }
}
