import { type AppointmentStatus, type LinkPurpose } from '#libs/database';
import { type Channel, Occasion, type Recipient, wants } from '#libs/notifications';
import { type AccountLink } from '../planning/account-links.repository.js';
import { addresseesOf } from '../planning/recipients.js';
import { type Visit } from '../planning/visit.js';
import { type ClaimedDelivery } from './deliveries.repository.js';

/** What is true at the moment of sending. */
export interface Circumstances {
  readonly channel: Channel;
  readonly recipient: Recipient | undefined;
  readonly visit: Visit | undefined;
  readonly link: AccountLink | undefined;
  readonly now: Date;
}

const active: readonly AppointmentStatus[] = ['pending', 'confirmed'];

/** Links that go to the address of the account that they are about; others go to somebody who has yet to answer. */
const aboutOwnAddress: readonly LinkPurpose[] = ['email_verification', 'password_reset'];

/** Whether a message still tells the truth about its visit. */
function isTrue({ occasion, status, startsAt }: ClaimedDelivery, visit: Visit, now: Date): boolean {
  if (startsAt?.getTime() !== visit.startsAt.getTime()) return false;
  if (occasion === Occasion.waitlist_offer && (visit.heldUntil === null || visit.heldUntil <= now))
    return false;
  return occasion === Occasion.reminder ? active.includes(visit.status) : status === visit.status;
}

function objectionOfVisit(
  delivery: ClaimedDelivery,
  visit: Visit | undefined,
  now: Date,
): string | undefined {
  if (visit === undefined || !isTrue(delivery, visit, now)) return 'superseded';
  const isTold = addresseesOf(visit).some(({ userId }) => userId === delivery.userId);
  return isTold ? undefined : 'not_a_recipient';
}

/** An address that was changed, or a link that was used, is not written to any more. */
function objectionOfLink({ recipient, link }: Circumstances): string | undefined {
  if (link?.usedAt !== null) return 'link_used';
  const isMoved = recipient?.email?.toLowerCase() !== link.email.toLowerCase();
  return aboutOwnAddress.includes(link.purpose) && isMoved ? 'superseded' : undefined;
}

/**
 * Looks once more, at the moment of sending, whether a message is to be sent: between planning and now the visit may
 * have changed, and so may what its reader wants.
 *
 * @returns why not; undefined when it is to be sent
 */
export function objectionTo(delivery: ClaimedDelivery, circumstances: Circumstances): string | undefined {
  const { recipient, channel, visit, now } = circumstances;
  const { occasion, userId } = delivery;
  if (userId !== null && (recipient === undefined || recipient.isDisabled)) return 'account_closed';
  if (recipient !== undefined && !wants(recipient.preferences, channel, occasion)) return 'not_wanted';
  const objection =
    delivery.linkId !== null
      ? objectionOfLink(circumstances)
      : delivery.appointmentId !== null
        ? objectionOfVisit(delivery, visit, now)
        : undefined;
  return objection ?? (now > delivery.expiresAt ? 'late' : undefined);
}
