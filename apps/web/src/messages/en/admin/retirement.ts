export const retirement = {
  title: 'Retirement',
  none: 'Without an end. From the date that you choose here there are no more bookings; what was stays readable.',
  since: (date: string) => `No bookings from ${date} on.`,
  tag: (date: string) => `retires ${date}`,
  gone: 'retired',
  on: 'First day without bookings',
  when: 'When',
  reason: 'Why',
  reasonHint: 'For the staff',
  save: 'Retire on this date',
  bringBack: 'Bring back',
  bringBackAsk: 'Take bookings again? Visits that were cancelled stay cancelled.',
  done: 'Done.',
  nothingLeft: 'No visits on that date or later.',
  visits: (count: number) =>
    count === 1 ? 'One visit on that date or later' : `${count} visits on that date or later`,
  more: (count: number) => `The first ${count} are listed.`,
  move: 'Move',
  stranded: 'These doctors could not be booked any more:',
  waiting: (count: number) =>
    count === 1
      ? 'One patient on the waitlist waits for this. Who is left without a date is told, and waits no longer.'
      : `${count} patients on the waitlist wait for this. Those who are left without a date are told, and wait no longer.`,
  cancelAll: 'Cancel these visits',
  cancelReason: 'Why they are cancelled',
  cancelled: (count: number, left: number) =>
    left === 0 ? `Cancelled: ${count}.` : `Cancelled: ${count}. Still booked: ${left}.`,
  becomes: (doctor: string, visits: number) =>
    `What becomes of ${doctor}, who has ${visits === 1 ? 'one visit' : `${visits === 0 ? 'no' : visits} visits`} to come?`,
  choose: 'Choose, if you disable the account',
  keep: 'Stays bookable without the account',
  today: 'Retires today',
  later: 'Retires on a date',
  laterOn: 'From which date on there are no bookings',
};
