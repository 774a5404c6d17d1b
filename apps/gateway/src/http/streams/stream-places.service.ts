import { Inject, Injectable } from '@nestjs/common';
import { AppError, unavailable } from '#libs/common';
import { ENV, type Env } from '#libs/config';

type Quotas = Pick<Env, 'QUOTA_STREAMS' | 'QUOTA_STREAMS_PER_ACCOUNT' | 'QUOTA_STREAMS_PER_ADDRESS'>;

const tooMany = (): AppError =>
  new AppError('streams.too_many', 'limited', 'There are too many streams open already.');

/** Bounds how many streams are open at once: of an address, where they need no sign-in, and else of an account. */
@Injectable()
export class StreamPlaces {
  private readonly taken = new Map<string, number>();
  private total = 0;

  constructor(@Inject(ENV) private readonly env: Quotas) {}

  /**
   * @param address whose streams are counted together
   * @returns what gives the place back, to be called once
   * @throws AppError `streams.too_many`, `service.unavailable`
   */
  takeForAddress(address: string): () => void {
    return this.take(`address ${address}`, this.env.QUOTA_STREAMS_PER_ADDRESS);
  }

  /** The same for who is signed in. */
  takeForAccount(userId: number): () => void {
    return this.take(`account ${userId}`, this.env.QUOTA_STREAMS_PER_ACCOUNT);
  }

  private take(client: string, most: number): () => void {
    const own = this.taken.get(client) ?? 0;
    if (own >= most) throw tooMany();
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
