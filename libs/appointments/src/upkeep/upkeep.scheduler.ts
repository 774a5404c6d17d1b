import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Loop, minute } from '#libs/common';
import { UpkeepService } from './upkeep.service.js';

const lapseMilliseconds = 1000;
const waitsMilliseconds = 2000;
const afterFailureMilliseconds = 5000;

/** Every gateway runs one: what another one is working on is skipped. */
@Injectable()
export class UpkeepScheduler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(UpkeepScheduler.name);
  private readonly loops = [
    this.loopOf('requests that lapse', () => this.upkeep.lapse(), lapseMilliseconds),
    this.loopOf('waits that end', () => this.upkeep.endWaits(), waitsMilliseconds),
    this.loopOf('holds that expire', () => this.upkeep.tidyHolds(), minute),
  ];

  constructor(private readonly upkeep: UpkeepService) {}

  onApplicationBootstrap(): void {
    for (const loop of this.loops) loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }

  /** Batch after batch while there are any, and then a pause. */
  private loopOf(name: string, work: () => Promise<boolean>, pause: number): Loop {
    return new Loop({
      name,
      work: async () => ((await work()) ? 0 : pause),
      pause,
      pauseAfterFailure: Math.max(pause, afterFailureMilliseconds),
      onError: ({ message }) => {
        this.logger.warn(`What time ends was not ended: ${message}`);
      },
    });
  }
}
