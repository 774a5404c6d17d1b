import ICAL from 'ical.js';
import { type CalendarVisit, feed, file, invitation, type Setting } from './calendar.js';

const visit: CalendarVisit = {
  appointmentId: 17,
  version: 3,
  placeRevision: 2,
  revisedAt: new Date('2026-11-20T10:00:00Z'),
  status: 'confirmed',
  startsAt: new Date('2026-12-03T08:30:00Z'),
  endsAt: new Date('2026-12-03T08:50:00Z'),
  doctorName: 'Dr. Ada Lovelace',
  locationName: 'Riverside; east wing',
  address: 'Mill Lane 3\r\nBerlin',
  visitTypeName: 'Consultation',
  mode: 'in_person',
  isDoctors: false,
};
const setting: Setting = { locale: 'en', domain: 'clinic.example', publicUrl: 'https://clinic.example' };
const parties = { organizer: 'desk@clinic.example', attendee: 'patient@home.example' };
const now = new Date('2026-11-21T09:00:00Z');

const valueOf = (content: string, name: string): unknown =>
  new ICAL.Component(ICAL.parse(content) as unknown[])
    .getFirstSubcomponent('vevent')
    ?.getFirstPropertyValue(name)
    ?.toString();

describe('an entry', () => {
  const mail = invitation(visit, setting, parties, now);
  const written = [mail.content, file(visit, setting), feed([visit], setting)];

  it('is the same in mail, file and feed (R14)', () => {
    for (const name of [
      'uid',
      'sequence',
      'dtstart',
      'dtend',
      'summary',
      'location',
      'status',
      'last-modified',
    ])
      expect(new Set(written.map((content) => valueOf(content, name))).size).toBe(1);
    expect(valueOf(mail.content, 'uid')).toBe('appointment-17@clinic.example');
    expect(valueOf(mail.content, 'location')).toBe('Riverside; east wing, Mill Lane 3\nBerlin');
  });

  it('R15: keeps the lines of an address in its one property', () => {
    for (const content of written)
      expect(content).toContain('\r\nLOCATION:Riverside\\; east wing\\, Mill Lane 3\\nBerlin\r\n');
  });

  it('has a method in a mail alone, and there the time of the mail', () => {
    expect([mail.method, ...written.map((content) => content.includes('METHOD:'))]).toEqual([
      'REQUEST',
      true,
      false,
      false,
    ]);
    expect(written.map((content) => valueOf(content, 'dtstamp'))).toEqual([
      '2026-11-21T09:00:00Z',
      '2026-11-20T10:00:00Z',
      '2026-11-20T10:00:00Z',
    ]);
  });

  it('is taken out by a mail about a cancelled visit', () => {
    const { method, content } = invitation({ ...visit, status: 'cancelled' }, setting, parties, now);
    expect([method, valueOf(content, 'status')]).toEqual(['CANCEL', 'CANCELLED']);
  });

  it('has a sequence that rises with the visit and with its place, wherever it moves', () => {
    const sequence = (version: number, placeRevision: number): number =>
      Number(valueOf(file({ ...visit, version, placeRevision }, setting), 'sequence'));
    const rising = [sequence(1, 0), sequence(1, 1), sequence(2, 1), sequence(2, 2), sequence(3, 2)];
    expect(rising).toEqual([...new Set(rising)].sort((one, other) => one - other));
  });

  it.each([
    ['ä', 'by letters of two octets'],
    ['م', 'in Arabic'],
    ['😀', 'between the halves of a character'],
  ])('is folded at 75 octets with %s, %s', (character) => {
    const doctorName = character.repeat(120);
    const content = file({ ...visit, doctorName }, setting);
    const lines = content.split('\r\n');
    const lengths = lines.map((line) => Buffer.byteLength(line));
    expect(Math.max(...lengths)).toBeLessThanOrEqual(75);
    expect(content.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(valueOf(content, 'summary')).toContain(doctorName);
  });
});

it.each([
  ['en', 'Docket appointments'],
  ['de', 'Termine bei Docket'],
  ['ar', 'مواعيد Docket'],
] as const)('a feed has a name in the language of its reader: %s (R13)', (locale, name) => {
  const content = feed([], { ...setting, locale });
  expect(content).toContain(
    `\r\nNAME:${name}\r\nX-WR-CALNAME:${name}\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n`,
  );
});
