import { pluralOf } from '../../plural.js';

const plural = pluralOf('en');

/** A doctor's day and week. */
export const agenda = {
  today: 'Today',
  here: (count: number) => plural(count, { one: `${count} is here`, other: `${count} are here` }),
  late: (count: number) => plural(count, { one: `${count} is late`, other: `${count} are late` }),
  next: 'Next patient',
  noNext: 'Nobody is waiting or expected any more.',
  visits: 'All visits',
  empty: 'No visits on this day',
  emptyHint: 'Whoever books appears here at once.',
  toAvailability: 'Look at your hours',
  off: 'No hours on this day',
  hours: (hours: string) => `Hours ${hours}`,
  week: 'Week',
  previousWeek: 'Previous week',
  nextWeek: 'Next week',
  asColumns: 'Columns',
  asTable: 'Table',
  view: 'Shown as',
  weekOf: (range: string) => `Visits of ${range}`,
  closed: (reason: string) => (reason === '' ? 'Time off' : `Time off: ${reason}`),
  extra: (reason: string) => (reason === '' ? 'Extra hours' : `Extra hours: ${reason}`),
  days: 'Choose a day',
  day: 'Day',
};
