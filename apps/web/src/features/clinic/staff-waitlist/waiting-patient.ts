import { type WaitlistEntry } from '../../../api/waitlist.js';
import { messages } from '../../../messages/index.js';

/** The name of a waiting patient, as the front desk sees it. */
export const patientOf = ({ patientName, userId }: WaitlistEntry): string =>
  patientName ?? messages.staffWaitlist.unnamed(userId);
