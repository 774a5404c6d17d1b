import { validateSync } from 'class-validator';
import { IsId, IsInstant, IsLocalDate, IsLocalTime, IsZone, Optional, toEpoch } from './checks.js';
import { fieldErrorsOf } from './field-faults.js';

class Input {
  @Optional()
  @IsId()
  id?: unknown;

  @Optional()
  @IsId({ each: true })
  ids?: unknown;

  @Optional()
  @IsLocalDate()
  date?: unknown;

  @Optional()
  @IsLocalTime()
  time?: unknown;

  @Optional()
  @IsInstant()
  instant?: unknown;

  @Optional()
  @IsZone()
  zone?: unknown;
}

const faults = (input: Partial<Input>): string[] =>
  fieldErrorsOf(validateSync(Object.assign(new Input(), input))).map(({ code }) => code);

/** What each field takes and refuses; none takes null or what is no text or number. */
const cases: readonly [keyof Input, readonly unknown[], readonly unknown[]][] = [
  ['id', [1, 2 ** 31 - 1], [0, -1, 1.5, 2 ** 31, NaN, Infinity, '1', [1], true]],
  [
    'date',
    ['2026-12-01', '2028-02-29', '1900-01-01', '9999-12-31'],
    [
      '2026-02-29',
      '1899-12-31',
      '0000-01-01',
      '2026-13-01',
      '2026-12-32',
      '2026-1-1',
      '20261201',
      '2026-12-01T00:00',
      '2026-12-01 ',
      '',
      20261201,
    ],
  ],
  [
    'time',
    ['00:00', '09:30', '23:59'],
    ['24:00', '9:30', '23:60', '09:30:00', '09:30Z', '09.30', ' 09:30', '', 930],
  ],
  [
    'instant',
    ['2026-12-01T09:00:00Z', '2026-12-01T09:00:00.123+01:00', '2026-12-01T09:00-05:00'],
    [
      '2026-12-01T09:00:00',
      '2026-12-01',
      '2026-02-30T09:00:00Z',
      '1764579600',
      'now',
      '',
      0,
      `2026-12-01T09:00:00Z${' '.repeat(50)}`,
    ],
  ],
  [
    'zone',
    ['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'],
    ['Europe/Atlantis', '+01:00', 'Europe/Berlin;', '', 'x'.repeat(65), 1],
  ],
];

describe.each(cases)('%s', (name, right, wrong) => {
  it.each(right)('may be %j', (value) => {
    expect(faults({ [name]: value })).toEqual([]);
  });

  it.each([...wrong, {}, []])('must not be %j', (value) => {
    expect(faults({ [name]: value })).toEqual([`${name}.invalid`]);
  });

  it('must not be null', () => {
    expect(faults({ [name]: null })).toEqual(['field.required']);
  });

  it('may be left out', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ [name]: undefined })).toEqual([]);
  });
});

it('holds for each of a list', () => {
  expect(faults({ ids: [1, 2] })).toEqual([]);
  expect(faults({ ids: [1, 0] })).toEqual(['id.invalid']);
});

it('reads instants with any offset', () => {
  expect(toEpoch('2026-12-01T10:00:00+01:00')).toBe(Date.UTC(2026, 11, 1, 9));
});
