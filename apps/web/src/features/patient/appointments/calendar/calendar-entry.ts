/** What the forms of calendars in the web are filled in with. */
export interface CalendarEntry {
  readonly title: string;
  readonly details: string;
  readonly place: string;
  /** ISO instants */
  readonly start: string;
  readonly end: string;
}

/** "20261203T083000Z", as Google writes it */
const compact = (instant: string): string => new Date(instant).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');

export function googleAddress({ title, details, place, start, end }: CalendarEntry): string {
  const query = new URLSearchParams({
    action: 'TEMPLATE',
    text: title,
    dates: `${compact(start)}/${compact(end)}`,
    details,
    location: place,
  });
  return `https://calendar.google.com/calendar/render?${query.toString()}`;
}

export function outlookAddress({ title, details, place, start, end }: CalendarEntry): string {
  const query = new URLSearchParams({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: title,
    startdt: start,
    enddt: end,
    body: details,
    location: place,
  });
  return `https://outlook.live.com/calendar/0/deeplink/compose?${query.toString()}`;
}
