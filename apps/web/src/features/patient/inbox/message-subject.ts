import { type InboxMessage } from '../../../api/notifications.js';
import { addresses } from '../../../routing/location.js';
import { messages } from '../../../messages/index.js';

const texts = messages.inbox;

/** The page that a message is about: the visit, the entry of the waitlist where an offer is answered, or one that ended. */
export function subjectAddress({
  appointmentId,
  waitlistEntryId,
}: Pick<InboxMessage, 'appointmentId' | 'waitlistEntryId'>): { href: string; label: string } {
  if (appointmentId === null)
    return {
      href: waitlistEntryId === null ? addresses.waitlist : addresses.waitlistEntry(waitlistEntryId),
      label: texts.openEntry,
    };
  return waitlistEntryId === null
    ? { href: addresses.appointment(appointmentId), label: texts.open }
    : { href: addresses.waitlistEntry(waitlistEntryId), label: texts.openWaitlist };
}
