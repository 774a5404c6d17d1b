import { Injectable } from '@nestjs/common';
import {
  type Channel,
  type DoctorsTomorrow,
  PreferencesRepository,
  type Recipient,
} from '#libs/notifications';
import { type AccountLink, AccountLinksRepository } from '../facts/account-links.repository.js';
import { DigestDaysRepository } from '../facts/digest-days.repository.js';
import { type PlaceNews } from '../facts/place.js';
import { PlacesRepository } from '../facts/places.repository.js';
import { type Visit } from '../facts/visit.js';
import { VisitsRepository } from '../facts/visits.repository.js';
import { type Wait, WaitsRepository } from '../facts/waits.repository.js';
import { type ClaimedDelivery } from './deliveries.repository.js';

/** What a message is made of. */
export interface Material {
  readonly channel: Channel;
  readonly recipient: Recipient | undefined;
  readonly visit: Visit | undefined;
  /** What the visit was for an account that it has left */
  readonly left: Visit | undefined;
  readonly link: AccountLink | undefined;
  /** What its recipient does not know yet of the place of the visit */
  readonly place: PlaceNews | undefined;
  readonly wait: Wait | undefined;
  /** The visits that a letter tells of */
  readonly cancelled: readonly Visit[];
  readonly days: readonly DoctorsTomorrow[];
  readonly now: Date;
}

const present = <T>(values: readonly (T | null)[]): T[] => values.filter((value) => value !== null);

const visitsOf = ({ appointmentId, letter }: ClaimedDelivery): readonly number[] =>
  letter?.appointmentIds ?? present([appointmentId]);

/** Reads what is true at the moment of sending. */
@Injectable()
export class MaterialsService {
  constructor(
    private readonly preferences: PreferencesRepository,
    private readonly visits: VisitsRepository,
    private readonly places: PlacesRepository,
    private readonly links: AccountLinksRepository,
    private readonly digests: DigestDaysRepository,
    private readonly waits: WaitsRepository,
  ) {}

  /** In a constant number of queries for all deliveries. */
  async find(
    channel: Channel,
    deliveries: readonly ClaimedDelivery[],
    now: Date,
  ): Promise<{ readonly delivery: ClaimedDelivery; readonly material: Material }[]> {
    const [visits, left, news, people, links, days, waits] = await Promise.all([
      this.visits.find(deliveries.flatMap(visitsOf)),
      this.visits.findBefore(deliveries.filter(({ isFarewell }) => isFarewell)),
      this.places.findNews(deliveries.filter(({ locationId }) => locationId !== null).map(({ id }) => id)),
      this.preferences.findRecipients(present(deliveries.map(({ userId }) => userId))),
      this.links.find(present(deliveries.map(({ linkId }) => linkId))),
      this.digests.find(deliveries.filter(({ day }) => day !== null).map(({ id }) => id)),
      this.waits.find(present(deliveries.map(({ waitlistEntryId }) => waitlistEntryId))),
    ]);
    return deliveries.map((delivery) => ({
      delivery,
      material: {
        channel,
        now,
        recipient: people.get(delivery.userId ?? 0),
        visit: visits.get(delivery.appointmentId ?? 0),
        left: left.get(delivery.id),
        place: news.get(delivery.id),
        link: links.get(delivery.linkId ?? ''),
        days: days.get(delivery.id) ?? [],
        cancelled: present((delivery.letter?.appointmentIds ?? []).map((id) => visits.get(id) ?? null)),
        wait: waits.get(delivery.waitlistEntryId ?? 0),
      },
    }));
  }
}
