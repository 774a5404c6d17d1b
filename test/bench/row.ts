import { asked } from './asked.js';
import { type Measured } from './load.js';
import { type Options } from './options.js';
import { type ServerProfile } from './profile/server-profile.js';
import { type Site } from './site.js';

export interface Bounds {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** A figure that travels from machine to machine, with what DESIGN asks of it. */
export interface Ratio extends Bounds {
  readonly value: number;
  /** Such as `×` or ` ms` */
  readonly unit: string;
}

/** One line of the table. */
export interface Row {
  readonly work: string;
  /** Who did the work */
  readonly name: string;
  /** Undefined when it could not be measured, or when requests are not what it is about */
  readonly result?: Measured | undefined;
  readonly ratio?: Ratio;
  /** What the ratio is, or why there is none */
  readonly note?: string;
  /** Why it could not be measured */
  readonly failure?: string;
  /** For round trips: how the statements begin */
  readonly statements?: readonly string[];
}

/** What work is measured on. The first site has the usual amount of data, another one more. */
export interface Stage {
  readonly sites: readonly [Site, ...Site[]];
  readonly options: Options;
  /** Of the app that was asked for */
  readonly profile: ServerProfile | undefined;
}

/** How much of the peer's rate Docket reaches. */
export const share = (docket: Measured, peer: Measured, asked: Bounds = {}): Ratio => ({
  value: docket.rate / peer.rate,
  unit: '×',
  ...asked,
});

/** How much longer the slowest answers take with more data. */
export const growth = (usual: Measured, grown: Measured): Ratio => ({
  value: grown.p99 / usual.p99,
  unit: '×',
  ...asked.growth,
});

export const meets = ({ value, atLeast = -Infinity, atMost = Infinity }: Ratio): boolean =>
  atLeast <= value && value <= atMost;
