import { type AppointmentStatus, type LinkPurpose } from '#libs/database';
import { type Channel, isNews, Occasion, type Recipient, wants } from '#libs/notifications';
import { type AccountLink } from '../facts/account-links.repository.js';
import { type PlaceNews } from '../facts/place.js';
import { addresseesOf } from '../facts/recipients.js';
import { type Visit } from '../facts/visit.js';
import { type Wait } from '../facts/waits.repository.js';
import { type ClaimedDelivery } from './deliveries.repository.js';

/** What is true at the moment of sending. */
export interface Circumstances {
  readonly channel: Channel;
  readonly recipient: Recipient | undefined;
  readonly visit: Visit | undefined;
  /** What the visit was for an account that it has left */
  readonly left: Visit | undefined;
  readonly link: AccountLink | undefined;
  /** What its recipient does not know yet of the place of the visit */
  readonly place: PlaceNews | undefined;
  readonly wait: Wait | undefined;
  readonly now: Date;
}

const active: readonly AppointmentStatus[] = ['pending', 'confirmed'];

/** Links that go to the address of the account that they are about; others go to a person who has yet to answer. */
const aboutOwnAddress: readonly LinkPurpose[] = ['email_verification', 'password_reset'];

/** Whether a message still tells the truth about its visit. */
function isTrue({ occasion, status, startsAt }: ClaimedDelivery, visit: Visit, now: Date): boolean {
  if (startsAt?.getTime() !== visit.startsAt.getTime()) return false;
  if (occasion === Occasion.waitlist_offer && (visit.heldUntil === null || visit.heldUntil <= now))
    return false;
  if (occasion === Occasion.awaiting_answer) return visit.status === 'pending';
  return occasion === Occasion.reminder ? active.includes(visit.status) : status === visit.status;
}

const isTold = (delivery: ClaimedDelivery, visit: Visit): boolean =>
  addresseesOf(visit).some(({ userId }) => userId === delivery.userId);

/** A place is told while there is a visit to come there, and nothing of it that was put right meanwhile. */
const isAboutPlace = (visit: Visit, place: PlaceNews | undefined, now: Date): boolean =>
  active.includes(visit.status) && visit.startsAt > now && place !== undefined && isNews(place, visit.mode);

function objectionOfVisit(
  delivery: ClaimedDelivery,
  { visit, place, now }: Circumstances,
): string | undefined {
  if (visit === undefined) return 'superseded';
  const stillTold = isTold(delivery, visit);
  // That a visit has left an account stays true whatever becomes of the visit, unless it comes back.
  if (delivery.isFarewell) return stillTold ? 'superseded' : undefined;
  const holds =
    delivery.occasion === Occasion.location_changed
      ? isAboutPlace(visit, place, now)
      : isTrue(delivery, visit, now);
  if (!holds) return 'superseded';
  return stillTold ? undefined : 'not_a_recipient';
}

/** An address that was changed, or a link that was used, is not written to any more. */
function objectionOfLink({ recipient, link }: Circumstances): string | undefined {
  if (link?.usedAt !== null) return 'link_used';
  const isMoved = recipient?.email?.toLowerCase() !== link.email.toLowerCase();
  return aboutOwnAddress.includes(link.purpose) && isMoved ? 'superseded' : undefined;
}

function objectionOfWait({ userId }: ClaimedDelivery, wait: Wait | undefined): string | undefined {
  if (wait === undefined) return 'superseded';
  return wait.patientSide.some((id) => id === userId) ? undefined : 'not_a_recipient';
}

function objectionOfSubject(delivery: ClaimedDelivery, circumstances: Circumstances): string | undefined {
  if (delivery.linkId !== null) return objectionOfLink(circumstances);
  if (delivery.waitlistEntryId !== null) return objectionOfWait(delivery, circumstances.wait);
  return delivery.appointmentId === null ? undefined : objectionOfVisit(delivery, circumstances);
}

/** Whether the account is that of the patient or of a guardian, not that of the doctor, who is told whatever becomes of the patient. */
const isOfPatientSide = ({ isFarewell, userId }: ClaimedDelivery, { visit, left }: Circumstances): boolean =>
  (isFarewell ? left : visit)?.doctorUserId !== userId;

/**
 * Looks once more, at the moment of sending, whether a message is to be sent: between planning and now the visit may
 * have changed, and so may what its reader wants.
 *
 * @returns why not; undefined when it is to be sent
 */
export function objectionTo(delivery: ClaimedDelivery, circumstances: Circumstances): string | undefined {
  const { recipient, channel, visit, now } = circumstances;
  const { occasion, userId } = delivery;
  if (visit?.patientDied === true && isOfPatientSide(delivery, circumstances)) return 'deceased';
  if (userId !== null && (recipient === undefined || recipient.isDisabled)) return 'account_closed';
  if (recipient !== undefined && !wants(recipient.preferences, channel, occasion)) return 'not_wanted';
  return objectionOfSubject(delivery, circumstances) ?? (now > delivery.expiresAt ? 'late' : undefined);
}
