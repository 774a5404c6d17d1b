import { type WaitlistEntry } from '../../api/waitlist.js';
import { messages } from '../../messages/index.js';

/** What the front desk calls whoever waits. */
export const patientOf = ({ patientName, userId }: WaitlistEntry): string =>
  patientName ?? messages.staffWaitlist.unnamed(userId);
