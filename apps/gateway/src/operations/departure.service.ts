import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { second } from '#libs/common';
import { ENV, type Env } from '#libs/config';

/**
 * How a gateway leaves: it says that it is not ready and goes on answering for DRAIN_SECONDS, so that whoever chooses
 * gateways chooses another one; then it takes no more and finishes what is in work.
 */
@Injectable()
export class Departure implements OnModuleDestroy {
  private hasBegun = false;

  constructor(@Inject(ENV) private readonly env: Pick<Env, 'DRAIN_SECONDS'>) {}

  /** Whether clients should end their connections with the next answer. */
  get isLeaving(): boolean {
    return this.hasBegun;
  }

  /** Nest closes the server after this. */
  async onModuleDestroy(): Promise<void> {
    this.hasBegun = true;
    await pause(this.env.DRAIN_SECONDS * second);
  }
}
