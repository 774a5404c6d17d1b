import { type PlaceChange } from '#libs/notifications';

/** A location whose name, address or zone has changed. */
export interface ChangedPlace {
  readonly locationId: number;
  /** How often it has */
  readonly revision: number;
  /** When it last did */
  readonly changedAt: Date;
}

/** What a recipient does not know yet of the place of a visit. */
export interface PlaceNews extends PlaceChange {
  /** Of the place as it is now */
  readonly revision: number;
  /** Of the place as the recipient knows it */
  readonly knownRevision: number;
}
