import { Inject, Injectable } from '@nestjs/common';
import { AppError, unavailable } from '#libs/common';
import { ENV, type Env } from '#libs/config';

const tooMany = (): AppError =>
  new AppError('streams.too_many', 'limited', 'There are too many streams open from this address.');

/** Bounds how many streams are open at once that nobody signs in for. */
@Injectable()
export class StreamPlaces {
  private readonly taken = new Map<string, number>();
  private total = 0;

  constructor(@Inject(ENV) private readonly env: Pick<Env, 'QUOTA_STREAMS' | 'QUOTA_STREAMS_PER_ADDRESS'>) {}

  /**
   * @param client whose streams are counted together
   * @returns what gives the place back, to be called once
   * @throws AppError `streams.too_many`, `service.unavailable`
   */
  take(client: string): () => void {
    const own = this.taken.get(client) ?? 0;
    if (own >= this.env.QUOTA_STREAMS_PER_ADDRESS) throw tooMany();
    if (this.total >= this.env.QUOTA_STREAMS) throw unavailable('Another stream');
    this.taken.set(client, own + 1);
    this.total += 1;
    return () => {
      this.giveBack(client);
    };
  }

  private giveBack(client: string): void {
    const left = (this.taken.get(client) ?? 0) - 1;
    if (left > 0) this.taken.set(client, left);
    else this.taken.delete(client);
    this.total -= 1;
  }
}
