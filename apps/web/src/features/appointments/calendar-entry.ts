/** What a calendar is told of a visit. */
export interface CalendarEntry {
  readonly id: number;
  readonly title: string;
  readonly details: string;
  readonly place: string;
  /** ISO instants */
  readonly start: string;
  readonly end: string;
  /** Whether it may still be called off by the clinic */
  readonly isTentative: boolean;
}

/** "20261203T083000Z", as iCalendar (RFC 5545, 3.3.5) and Google write it */
const compact = (instant: string): string => new Date(instant).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');

/** RFC 5545, 3.3.11 */
const escaped = (text: string): string =>
  text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll(/\r?\n/g, String.raw`\n`);

const utf8 = new TextEncoder();

/** Lines of at most 75 octets (RFC 5545, 3.1); no character is cut in two. */
function folded(line: string): string {
  const lines: string[] = [];
  let [current, room] = ['', 75];
  for (const character of line) {
    const length = utf8.encode(character).length;
    if (length > room) {
      lines.push(current);
      [current, room] = [' ', 74];
    }
    current += character;
    room -= length;
  }
  return [...lines, current].join('\r\n');
}

/** @param now ISO instant at which the file is made */
export const calendarFile = (entry: CalendarEntry, now: string): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Docket//Docket//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:appointment-${entry.id}@docket`,
    `DTSTAMP:${compact(now)}`,
    `DTSTART:${compact(entry.start)}`,
    `DTEND:${compact(entry.end)}`,
    `SUMMARY:${escaped(entry.title)}`,
    `DESCRIPTION:${escaped(entry.details)}`,
    `LOCATION:${escaped(entry.place)}`,
    `STATUS:${entry.isTentative ? 'TENTATIVE' : 'CONFIRMED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n');

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
