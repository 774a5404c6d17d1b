import { type InboxMessage } from '../api/notifications.js';
import { addresses } from './location.js';

/** The page that a message is about: the visit, or the entry of the waitlist where an offer is answered. */
export function subjectAddress({
  appointmentId,
  waitlistEntryId,
}: Pick<InboxMessage, 'appointmentId' | 'waitlistEntryId'>): { href: string; isOffer: boolean } {
  if (waitlistEntryId !== null) return { href: addresses.waitlistEntry(waitlistEntryId), isOffer: true };
  return { href: addresses.appointment(appointmentId), isOffer: false };
}
