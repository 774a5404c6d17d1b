import { Temporal } from 'temporal-polyfill';
import { readHolidays } from './holiday-calendar.js';

const berlin = 'Europe/Berlin';
const today = Temporal.PlainDate.from('2026-11-22');

const event = (...lines: string[]): string[] => ['BEGIN:VEVENT', 'SUMMARY:Holiday', ...lines, 'END:VEVENT'];

const calendar = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Sample//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n');

const read = (text: string, timeZone = berlin) =>
  readHolidays(text, timeZone, today).holidays.map(({ date, name, start, end }) => ({
    date,
    name,
    start,
    end,
  }));

/** The closures as `date start–end name`. */
const shown = (text: string, timeZone = berlin): string[] =>
  read(text, timeZone).map(({ date, start, end }) =>
    start === null ? date : `${date} ${start}–${String(end)}`,
  );

const dates = (...lines: string[]): string[] => shown(calendar(...event(...lines)));

const codeOf = (work: () => unknown): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

/** Public holidays of Berlin as calendar programs write them, yearly where the date is fixed. */
const publicHolidays = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Sample//Feiertage//DE',
  'X-WR-CALNAME:Feiertage Berlin',
  'METHOD:PUBLISH',
  'BEGIN:VEVENT',
  'UID:neujahr@sample.example',
  'DTSTAMP:20200101T000000Z',
  'SUMMARY;LANGUAGE=de:Neujahr',
  'DTSTART;VALUE=DATE:20200101',
  'DTEND;VALUE=DATE:20200102',
  'RRULE:FREQ=YEARLY',
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:ostern@sample.example',
  'SUMMARY:Karfreitag\\, Ostersonntag und Oster',
  ' montag',
  'DTSTART;VALUE=DATE:20270326',
  'DTEND;VALUE=DATE:20270330',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:einheit@sample.example',
  'SUMMARY:Tag der Deutschen Einheit',
  'DESCRIPTION:Gesetzlich\\nseit 1990',
  'DTSTART;VALUE=DATE:20251003',
  'RRULE:FREQ=YEARLY;COUNT=3',
  'CATEGORIES:Feiertag,Bundesweit',
  'END:VEVENT',
  'END:VCALENDAR',
];

const fromPublicHolidays = [
  { date: '2027-01-01', name: 'Neujahr', start: null, end: null },
  { date: '2027-03-26', name: 'Karfreitag, Ostersonntag und Ostermontag', start: null, end: null },
  { date: '2027-03-27', name: 'Karfreitag, Ostersonntag und Ostermontag', start: null, end: null },
  { date: '2027-03-28', name: 'Karfreitag, Ostersonntag und Ostermontag', start: null, end: null },
  { date: '2027-03-29', name: 'Karfreitag, Ostersonntag und Ostermontag', start: null, end: null },
  { date: '2027-10-03', name: 'Tag der Deutschen Einheit', start: null, end: null },
  { date: '2028-01-01', name: 'Neujahr', start: null, end: null },
];

describe('a holiday calendar', () => {
  it.each([
    ['CRLF', publicHolidays.join('\r\n')],
    ['LF', publicHolidays.join('\n')],
    ['a byte order mark', `\uFEFF${publicHolidays.join('\r\n')}`],
    ['an empty line at its end', `${publicHolidays.join('\n')}\n\n`],
  ])('is read with %s', (_, text) => {
    expect(read(text)).toEqual(fromPublicHolidays);
  });

  it('may be empty, or come twice in a file', () => {
    expect(read(calendar())).toEqual([]);
    const one = calendar(...event('DTSTART;VALUE=DATE:20261225'));
    const other = calendar(...event('DTSTART;VALUE=DATE:20261226'));
    expect(shown(one + other)).toEqual(['2026-12-25', '2026-12-26']);
  });

  it.each([
    [''],
    ['hello'],
    ['{"holidays": []}'],
    ['<html></html>'],
    ['BEGIN:VCALENDAR'],
    ['BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225\r\nEND:VEVENT\r\n'],
    ['BEGIN:VCARD\r\nFN:Somebody\r\nEND:VCARD\r\n'],
    ['BEGIN:VCALENDAR\n'.repeat(5000)],
    [calendar(...event())],
    [calendar(...event('DTSTART;VALUE=DATE:20260230'))],
    [calendar(...event('DTSTART:20261225T250000'))],
    [calendar(...event('DTSTART;VALUE=DATE:soon'))],
    [calendar(...event('DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261224'))],
    [calendar(...event('DTSTART;VALUE=DATE:20261225', 'DTEND:20261226T000000'))],
    [calendar(...event('DTSTART;VALUE=DATE:20261225', 'DURATION:long'))],
    [calendar(...event('DTSTART;VALUE=DATE:20261225', 'RRULE:FREQ=SOMETIMES'))],
    [calendar(...event('DTSTART;VALUE=DATE:20261225', 'RRULE:FREQ=YEARLY;BYMONTH=13'))],
  ])('is not %j', (text) => {
    expect(codeOf(() => read(text))).toBe('location.not_a_calendar');
  });
});

describe('whole days', () => {
  it.each([
    ['one', ['DTSTART;VALUE=DATE:20261225'], ['2026-12-25']],
    [
      'the end excluded',
      ['DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261226'],
      ['2026-12-24', '2026-12-25'],
    ],
    ['the same date twice', ['DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261225'], ['2026-12-25']],
    ['a duration', ['DTSTART;VALUE=DATE:20261231', 'DURATION:P2D'], ['2026-12-31', '2027-01-01']],
    ['over', ['DTSTART;VALUE=DATE:20261120'], []],
    ['begun', ['DTSTART;VALUE=DATE:20261120', 'DTEND;VALUE=DATE:20261124'], ['2026-11-22', '2026-11-23']],
    ['730 days ahead', ['DTSTART;VALUE=DATE:20281121', 'DTEND;VALUE=DATE:20281130'], ['2028-11-21']],
    ['farther ahead', ['DTSTART;VALUE=DATE:20281122'], []],
    ['cancelled', ['DTSTART;VALUE=DATE:20261225', 'STATUS:CANCELLED'], []],
    ['tentative', ['DTSTART;VALUE=DATE:20261225', 'STATUS:TENTATIVE'], ['2026-12-25']],
    [
      'more dates',
      ['DTSTART;VALUE=DATE:20261225', 'RDATE;VALUE=DATE:20261227'],
      ['2026-12-25', '2026-12-27'],
    ],
  ])('close: %s', (_, lines, expected) => {
    expect(dates(...lines)).toEqual(expected);
  });

  it('of two events count once, by the name of the first', () => {
    const [first] = [event('DTSTART;VALUE=DATE:20261225')];
    const second = ['BEGIN:VEVENT', 'SUMMARY:Other', 'DTSTART;VALUE=DATE:20261225', 'END:VEVENT'];
    expect(read(calendar(...first, ...second))).toEqual([
      { date: '2026-12-25', name: 'Holiday', start: null, end: null },
    ]);
  });

  it('have a name of at most 200 characters, or one that says it all', () => {
    const named = (name: string) =>
      read(calendar('BEGIN:VEVENT', `SUMMARY:${name}`, 'DTSTART;VALUE=DATE:20261225', 'END:VEVENT'))[0]?.name;
    expect(named('x'.repeat(500))).toBe('x'.repeat(200));
    expect(named(`${'x'.repeat(199)}🎄`)?.isWellFormed()).toBe(true);
    expect(named(' ')).toBe('Closed');
  });
});

describe('hours', () => {
  it.each([
    [
      'without a zone are local',
      ['DTSTART:20261224T140000', 'DTEND:20261224T180000'],
      ['2026-12-24 14:00–18:00'],
    ],
    ['in UTC', ['DTSTART:20261224T130000Z', 'DTEND:20261224T170000Z'], ['2026-12-24 14:00–18:00']],
    [
      'of another zone',
      ['DTSTART;TZID=America/New_York:20261224T080000', 'DTEND;TZID=America/New_York:20261224T120000'],
      ['2026-12-24 14:00–18:00'],
    ],
    ['of a duration', ['DTSTART:20261224T140000', 'DURATION:PT90M'], ['2026-12-24 14:00–15:30']],
    ['in whole minutes', ['DTSTART:20261224T140059', 'DTEND:20261224T150001'], ['2026-12-24 14:00–15:01']],
    ['until midnight', ['DTSTART:20261224T140000', 'DTEND:20261225T000000'], ['2026-12-24 14:00–00:00']],
    [
      'of a night',
      ['DTSTART:20261224T220000', 'DTEND:20261225T060000'],
      ['2026-12-24 22:00–00:00', '2026-12-25 00:00–06:00'],
    ],
    [
      'of several days',
      ['DTSTART:20261224T140000', 'DTEND:20261227T090000'],
      [
        '2026-12-24 14:00–00:00',
        '2026-12-25 00:00–00:00',
        '2026-12-26 00:00–00:00',
        '2026-12-27 00:00–09:00',
      ],
    ],
    ['on another date here', ['DTSTART:20261224T233000Z', 'DURATION:PT1H'], ['2026-12-25 00:30–01:30']],
    ['without length', ['DTSTART:20261224T140000'], []],
    // 02:30 to 02:15 an hour later, in the night that has 02:00 to 03:00 twice.
    [
      'in a repeated hour',
      ['DTSTART:20271031T003000Z', 'DTEND:20271031T011500Z'],
      ['2027-10-31 02:30–03:30'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(dates(...lines)).toEqual(expected);
  });

  it.each([['Mars Standard Time'], ['Customized Time Zone'], ['Mars/Base'], ['/Mars/Base'], ['/']])(
    'of the zone %s are refused',
    (name) => {
      const text = calendar(...event(`DTSTART;TZID=${name}:20261224T140000`, 'DURATION:PT1H'));
      expect(codeOf(() => read(text))).toBe('location.calendar_zone_unknown');
    },
  );
});

describe('zones (R10, case 59)', () => {
  const vtimezone = (id: string, ...observances: string[][]): string[] => [
    'BEGIN:VTIMEZONE',
    `TZID:${id}`,
    ...observances.flat(),
    'END:VTIMEZONE',
  ];
  const observance = (kind: string, start: string, from: string, to: string, ...more: string[]): string[] => [
    `BEGIN:${kind}`,
    `DTSTART:${start}`,
    `TZOFFSETFROM:${from}`,
    `TZOFFSETTO:${to}`,
    ...more,
    `END:${kind}`,
  ];
  /** As Outlook writes them: rules from before there were any. */
  const customized = vtimezone(
    'Customized Time Zone',
    observance('STANDARD', '16010101T030000', '+0200', '+0100', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10'),
    observance('DAYLIGHT', '16010101T020000', '+0100', '+0200', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3'),
  );
  const fixed = vtimezone('Odd', observance('STANDARD', '19700101T000000', '+0130', '+0130'));
  const party = (tzid: string, ...more: string[]): string[] =>
    event(`DTSTART;TZID=${tzid}:20270331T140000`, 'DURATION:PT2H', ...more);

  it.each([
    ['W. Europe Standard Time', '2027-03-31 14:00–16:00'],
    ['Eastern Standard Time', '2027-03-31 20:00–22:00'],
    ['/freeassociation.sourceforge.net/Europe/Berlin', '2027-03-31 14:00–16:00'],
    ['/citadel.org/20210210_1/America/Argentina/Buenos_Aires', '2027-03-31 19:00–21:00'],
    ['/softwarestudio.org/Tzfile/UTC', '2027-03-31 16:00–18:00'],
  ])('are known by %s', (tzid, expected) => {
    expect(shown(calendar(...party(tzid)))).toEqual([expected]);
  });

  it('are what the file says of them', () => {
    expect(shown(calendar(...fixed, ...party('Odd')))).toEqual(['2027-03-31 14:30–16:30']);
    expect(shown(calendar(...customized, ...party('Customized Time Zone')))).toEqual([
      '2027-03-31 14:00–16:00',
    ]);
    const winter = event('DTSTART;TZID=Customized Time Zone:20270115T140000', 'DURATION:PT1H');
    expect(shown(calendar(...customized, ...winter), 'UTC')).toEqual(['2027-01-15 13:00–14:00']);
    // A name of Windows that the file explains is what the file says.
    const own = vtimezone(
      'W. Europe Standard Time',
      observance('STANDARD', '19700101T000000', '+0000', '+0000'),
    );
    expect(shown(calendar(...own, ...party('W. Europe Standard Time')))).toEqual(['2027-03-31 16:00–18:00']);
  });

  it('of the file keep the hour of what recurs, and end it', () => {
    const weekly = event(
      'DTSTART;TZID=Customized Time Zone:20270317T080000',
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY;UNTIL=20270331T060000Z',
    );
    expect(shown(calendar(...customized, ...weekly), 'UTC')).toEqual([
      '2027-03-17 07:00–08:00',
      '2027-03-24 07:00–08:00',
      '2027-03-31 06:00–07:00',
    ]);
  });

  it.each([
    [
      'a rule that never ends',
      observance('STANDARD', '19700101T000000', '+0000', '+0000', 'RRULE:FREQ=SECONDLY'),
    ],
    ['no offset', ['BEGIN:STANDARD', 'DTSTART:19700101T000000', 'END:STANDARD']],
    ['no rule at all', []],
  ])('with %s are refused', (_, lines) => {
    expect(codeOf(() => read(calendar(...vtimezone('Odd', lines), ...party('Odd'))))).toMatch(/^location\./);
  });
});

describe('an event that cannot be read (R12)', () => {
  const good = ['BEGIN:VEVENT', 'UID:good', 'SUMMARY:Good', 'DTSTART;VALUE=DATE:20261225', 'END:VEVENT'];

  it.each([
    ['no start', event('UID:bad'), 'malformed'],
    ['a date that there is not', event('UID:bad', 'DTSTART;VALUE=DATE:20270230'), 'malformed'],
    ['a line that says nothing', event('UID:bad', 'DTSTART;VALUE=DATE:20261226', 'nothing'), 'malformed'],
    ['a part that does not end', event('UID:bad', 'BEGIN:VALARM'), 'malformed'],
    ['a zone of its own', event('UID:bad', 'DTSTART;TZID=Mars:20261226T100000'), 'zone_unknown'],
    ['too much', event('UID:bad', 'DTSTART:20261226T100000', 'RRULE:FREQ=SECONDLY'), 'recurs_too_often'],
  ])('because of %s is listed, and the others are taken', (_, bad, reason) => {
    for (const events of [
      [...good, ...bad],
      [...bad, ...good],
    ]) {
      const { holidays, uids, unreadable } = readHolidays(calendar(...events), berlin, today);
      expect(holidays).toMatchObject([{ date: '2026-12-25', name: 'Good', uid: 'good', occurrence: '' }]);
      expect([...uids]).toEqual(['good']);
      expect(unreadable).toMatchObject([{ name: 'Holiday', uid: 'bad', reason }]);
    }
  });
});

describe('what recurs', () => {
  const from = (start: string, rule: string, ...more: string[]): string[] =>
    dates(`DTSTART;VALUE=DATE:${start}`, `RRULE:${rule}`, ...more);

  it.each([
    ['20201126', 'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', ['2026-11-26', '2027-11-25']],
    ['20200525', 'FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO', ['2027-05-31', '2028-05-29']],
    ['20200229', 'FREQ=YEARLY', ['2028-02-29']],
    ['20200101', 'FREQ=YEARLY;COUNT=8', ['2027-01-01']],
    ['20200101', 'FREQ=YEARLY;UNTIL=20270101', ['2027-01-01']],
    ['20200101', 'FREQ=YEARLY;INTERVAL=2', ['2028-01-01']],
    ['20270104', 'FREQ=WEEKLY;BYDAY=MO;COUNT=2', ['2027-01-04', '2027-01-11']],
    ['00010101', 'FREQ=YEARLY', ['2027-01-01', '2028-01-01']],
    ['20200101', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', []],
    ['19700101', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', []],
  ])('from %s: %s', (start, rule, expected) => {
    expect(from(start, rule)).toEqual(expected);
  });

  it('leaves out what is excluded, cancelled or moved', () => {
    expect(from('20200101', 'FREQ=YEARLY', 'EXDATE;VALUE=DATE:20270101')).toEqual(['2028-01-01']);
    const rule = event('UID:a', 'DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=YEARLY');
    const cancelled = event(
      'UID:a',
      'RECURRENCE-ID;VALUE=DATE:20270101',
      'DTSTART;VALUE=DATE:20270101',
      'STATUS:CANCELLED',
    );
    const moved = event('UID:a', 'RECURRENCE-ID;VALUE=DATE:20280101', 'DTSTART;VALUE=DATE:20280103');
    const other = event('UID:b', 'RECURRENCE-ID;VALUE=DATE:20280101', 'DTSTART;VALUE=DATE:20280104');
    expect(shown(calendar(...rule, ...cancelled, ...moved))).toEqual(['2028-01-03']);
    expect(shown(calendar(...rule, ...other))).toEqual(['2027-01-01', '2028-01-01', '2028-01-04']);
  });

  it('keeps its hour in its own zone across daylight saving', () => {
    const lines = [
      'DTSTART;TZID=America/New_York:20270315T080000',
      'DTEND;TZID=America/New_York:20270315T090000',
      'RRULE:FREQ=WEEKLY;COUNT=3',
    ];
    // New York changes two weeks before Berlin.
    expect(dates(...lines)).toEqual([
      '2027-03-15 13:00–14:00',
      '2027-03-22 13:00–14:00',
      '2027-03-29 14:00–15:00',
    ]);
    const excluded = 'EXDATE:20270322T120000Z';
    expect(dates(...lines, excluded)).toHaveLength(2);
    expect(dates(...lines, 'EXDATE;VALUE=DATE:20270322')).toHaveLength(2);
  });

  it('reaches in from before today', () => {
    expect(from('20261120', 'FREQ=WEEKLY;COUNT=1', 'DTEND;VALUE=DATE:20261124')).toEqual([
      '2026-11-22',
      '2026-11-23',
    ]);
  });
});

describe('too much', () => {
  const huge = 'location.calendar_too_large';

  it.each([
    'FREQ=SECONDLY',
    'FREQ=MINUTELY;COUNT=1000000000',
    'FREQ=HOURLY',
    'FREQ=DAILY;BYHOUR=0,1,2,3',
    'FREQ=YEARLY;BYSECOND=0,1,2,3,4,5,6,7,8,9',
  ])('recurs with %s', (rule) => {
    const text = calendar(...event('DTSTART:19700101T000000', 'DURATION:PT1M', `RRULE:${rule}`));
    expect(codeOf(() => read(text))).toBe(huge);
  });

  it('is more than 1,000 dates', () => {
    const long = event('DTSTART;VALUE=DATE:20260101', 'DTEND;VALUE=DATE:99990101');
    expect(shown(calendar(...long))).toHaveLength(731);
    expect(codeOf(() => read(calendar(...long, ...long)))).toBe(huge);
  });

  it('is 1,000 events that overlap, or 201 that recur', () => {
    const many = (lines: string[], count: number) => calendar(...Array<string[]>(count).fill(lines).flat());
    const long = event('DTSTART;VALUE=DATE:20260101', 'DTEND;VALUE=DATE:99990101');
    expect(codeOf(() => read(many(long, 1000)))).toBe(huge);
    const rare = event('DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=YEARLY;INTERVAL=100');
    expect(read(many(rare, 200))).toEqual([]);
    expect(codeOf(() => read(many(rare, 201)))).toBe(huge);
  });

  it('is refused soon, however it is hidden', () => {
    const started = performance.now();
    const never = event('DTSTART;VALUE=DATE:19700101', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30');
    expect(read(calendar(...Array<string[]>(200).fill(never).flat()))).toEqual([]);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
