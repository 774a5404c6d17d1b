import { calendarFile, googleAddress, outlookAddress } from './calendar-entry.js';

const entry = {
  id: 17,
  title: 'Visit: Dr. Ada Lovelace',
  details: 'Docket reference 17',
  place: 'Riverside; Mill Lane 3, Berlin',
  start: '2026-12-03T08:30:00.000Z',
  end: '2026-12-03T08:50:00.000Z',
  isTentative: false,
};
const now = '2026-11-20T10:00:00.000Z';

it('is an iCalendar file with the times in UTC', () => {
  const lines = calendarFile(entry, now).split('\r\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'UID:appointment-17@docket',
      'DTSTAMP:20261120T100000Z',
      'DTSTART:20261203T083000Z',
      'DTEND:20261203T085000Z',
      'SUMMARY:Visit: Dr. Ada Lovelace',
      String.raw`LOCATION:Riverside\; Mill Lane 3\, Berlin`,
      'STATUS:CONFIRMED',
    ]),
  );
  expect([lines[0], lines.at(-2), lines.at(-1)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR', '']);
  expect(calendarFile({ ...entry, isTentative: true }, now)).toContain('STATUS:TENTATIVE');
});

it('folds long lines between characters, and line ends cannot add properties', () => {
  const details = `${'ä'.repeat(80)}\nATTENDEE:mailto:someone@example.org`;
  const file = calendarFile({ ...entry, details }, now);
  for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(file).not.toMatch(/^ATTENDEE/m);
  expect(file.replaceAll('\r\n ', '')).toContain(`DESCRIPTION:${'ä'.repeat(80)}\\nATTENDEE`);
});

it('fills in the forms of calendars in the web', () => {
  const google = new URL(googleAddress(entry));
  expect(google.searchParams.get('dates')).toBe('20261203T083000Z/20261203T085000Z');
  expect(google.searchParams.get('location')).toBe(entry.place);
  const outlook = new URL(outlookAddress(entry));
  expect(outlook.searchParams.get('startdt')).toBe(entry.start);
  expect(outlook.searchParams.get('subject')).toBe(entry.title);
});
