import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ENV, type Env } from '#libs/config';
import { Listener } from '#libs/database';
import { OutboxRelay } from './outbox.relay.js';
import { outboxChannel } from './outbox.repository.js';

/** Nudges the relay of this process when another process has written to the outbox. */
@Injectable()
export class OutboxListener implements OnApplicationBootstrap, OnModuleDestroy {
  private listener: Listener | undefined;

  constructor(
    private readonly relay: OutboxRelay,
    @Inject(ENV) private readonly env: Env,
  ) {}

  onApplicationBootstrap(): void {
    this.listener = new Listener(this.env, outboxChannel, () => {
      this.relay.nudge();
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.listener?.close();
  }
}
