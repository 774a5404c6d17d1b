import { Injectable } from '@nestjs/common';
import { type Queries } from '#libs/database';
import { type AccountEventType, type EventEnvelope } from '#libs/messaging';
import { type NewInAppMessage } from '#libs/notifications';
import { AccountMails } from '../planning/account-mails.service.js';
import { EndedWaits } from '../planning/ended-waits.service.js';
import { PlacePlanner } from '../planning/place-planner.service.js';
import { EventBatches } from './event-batches.service.js';
import { InboxMessages } from './inbox-messages.service.js';
import { Once } from './once.service.js';

/** Turns events into planned messages, once however often an event comes. An event is a hint: what counts is what is. */
@Injectable()
export class NotifierService {
  constructor(
    private readonly once: Once,
    private readonly batches: EventBatches,
    private readonly messages: InboxMessages,
    private readonly accountMails: AccountMails,
    private readonly endedWaits: EndedWaits,
    private readonly places: PlacePlanner,
  ) {}

  /** @throws AppError `event.unknown_appointment` or `event.unknown_link` when the event points at nothing */
  async notify(event: EventEnvelope): Promise<void> {
    const { id } = event;
    if (isAboutAccount(event))
      await this.once.handle(id, (queries) => this.planOfAccount(queries, event.data.linkId));
    else if (event.type === 'waitlist.ended.v1')
      await this.once.handle(id, (queries) => this.planOfWait(queries, event.data.waitlistEntryId));
    else if (event.type === 'location.changed.v1')
      await this.once.handle(id, (queries) => this.planOfPlace(queries, event.data.locationId));
    // What calls for no message is noted all the same: an event that is not noted counts as missing.
    else await this.batches.handle(event);
  }

  private async planOfWait(queries: Queries, entryId: number): Promise<readonly NewInAppMessage[]> {
    const planned = await this.endedWaits.plan(queries, entryId);
    return planned === undefined ? [] : this.messages.writeEndOf(queries, planned);
  }

  private async planOfPlace(queries: Queries, locationId: number): Promise<readonly NewInAppMessage[]> {
    await this.places.plan(queries, locationId);
    return [];
  }

  private async planOfAccount(queries: Queries, linkId: string): Promise<readonly NewInAppMessage[]> {
    await this.accountMails.plan(queries, linkId);
    return [];
  }
}

/** Events that carry a link; the catalogue may have others without a message. */
const isAboutAccount = (event: EventEnvelope): event is EventEnvelope<AccountEventType> =>
  'linkId' in event.data;
