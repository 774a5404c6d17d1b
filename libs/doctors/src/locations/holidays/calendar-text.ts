import ICAL from 'ical.js';
import { notACalendar } from '../locations.errors.js';

/** A property of jCal (RFC 7265), the JSON form of iCalendar: name, parameters, type, values. */
type Property = readonly [string, Readonly<Record<string, unknown>>, string, ...unknown[]];
export type Component = readonly [string, readonly Property[], readonly Component[]];

/** A calendar that was read as far as its frame; each event is text, so that one that is broken breaks no other. */
export interface CalendarText {
  /** What the calendar calls itself: the same for the next edition of a file */
  readonly name: string;
  readonly timeZones: readonly Component[];
  readonly events: readonly string[];
}

/** What calendars call themselves, the surest first (RFC 7986, and what programs wrote before it). */
const names = ['uid', 'x-wr-relcalid', 'name', 'x-wr-calname'];

export const propertiesOf = ([, properties]: Component, name: string): Property[] =>
  properties.filter(([known]) => known === name);

export const textOf = (component: Component, name: string): string => {
  const [property] = propertiesOf(component, name);
  return typeof property?.[3] === 'string' ? property[3].trim() : '';
};

/** @throws AppError `location.not_a_calendar` */
export function parse(text: string): unknown {
  try {
    return ICAL.parse(text);
  } catch {
    throw notACalendar('it is not in iCalendar format');
  }
}

/**
 * Takes a calendar, or several in one file, apart.
 *
 * @throws AppError `location.not_a_calendar`
 */
export function takeApart(text: string): CalendarText {
  const frame: string[] = [];
  const events: string[][] = [];
  let event: string[] | undefined;
  // Windows programs begin a file with a byte order mark.
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const word = line.trimEnd().toUpperCase();
    if (word === 'BEGIN:VEVENT') event = [];
    (event ?? frame).push(line);
    if (event === undefined || word !== 'END:VEVENT') continue;
    events.push(event);
    event = undefined;
  }
  const calendars = calendarsIn(parse(frame.join('\r\n')));
  const name = calendars.flatMap((calendar) => names.map((each) => textOf(calendar, each))).find(Boolean);
  return {
    name: name ?? '',
    timeZones: calendars.flatMap(([, , inner]) => inner.filter(([each]) => each === 'vtimezone')),
    events: events.map((lines) => lines.join('\r\n')),
  };
}

function calendarsIn(parsed: unknown): readonly Component[] {
  // One calendar, or a list of them.
  const list = parsed as Component | readonly Component[];
  const calendars = typeof list[0] === 'string' ? [list as Component] : (list as readonly Component[]);
  if (calendars.length === 0 || calendars.some(([name]) => name !== 'vcalendar'))
    throw notACalendar('it has no VCALENDAR');
  return calendars;
}
