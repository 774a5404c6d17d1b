/** The waitlist as the front desk sees it. */
export const staffWaitlist = {
  lead: 'Freed times are offered by themselves. You can offer one by hand, too.',
  none: 'Nobody is on this list',
  noneHint: 'Patients join when they find no time that suits.',
  unnamed: (id: number) => `Patient ${id}`,
  offer: 'Offer a time',
  offerTo: (patient: string) => `Offer a time to ${patient}`,
  offered: (when: string) => `Offered: ${when}`,
};
