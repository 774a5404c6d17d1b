import { type staffWaitlist as english } from '../../en/clinic/staff-waitlist.js';

export const staffWaitlist: typeof english = {
  lead: 'Frei gewordene Zeiten werden von selbst angeboten. Sie können auch von Hand eine anbieten.',
  none: 'Niemand steht auf dieser Liste',
  noneHint: 'Wer keine passende Zeit findet, kann sich eintragen.',
  unnamed: (id) => `Patient/in ${id}`,
  offer: 'Zeit anbieten',
  offerTo: (patient) => `${patient} eine Zeit anbieten`,
  offered: (when) => `Angeboten: ${when}`,
};
