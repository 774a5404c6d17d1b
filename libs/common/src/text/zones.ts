import { getCountries } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';

/** Names that ICU keeps from before the IANA database renamed the zone, with the name of today. */
const renamed: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

const resolved = (timeZone: string): string =>
  new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;

function isKnown(timeZone: string): boolean {
  try {
    resolved(timeZone);
    return true;
  } catch {
    return false;
  }
}

/**
 * The one name of a time zone: `europe/berlin` is `Europe/Berlin`, and `US/Pacific` is `America/Los_Angeles`.
 *
 * @param timeZone an IANA name, in any case
 * @throws RangeError for a zone that there is not
 */
export function canonicalZone(timeZone: string): string {
  const name = resolved(timeZone);
  const modern = renamed[name];
  return modern !== undefined && isKnown(modern) ? modern : name;
}

/** Newer engines have the method, older ones the property of the same proposal. */
type LocaleWithZones = Intl.Locale & { getTimeZones?(): string[]; timeZones?: string[] };

const zonesOf = (country: string): readonly string[] => {
  const locale = new Intl.Locale(`und-${country}`) as LocaleWithZones;
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
};

const mostKnown = 1000;
const known = new Map<string, string | undefined>();
let countries: ReadonlyMap<string, string> | undefined;

/**
 * The country whose zone it is.
 *
 * @returns ISO 3166-1 alpha-2, or nothing for a zone of no country, such as UTC
 * @throws RangeError for a zone that there is not
 */
export function countryOfZone(timeZone: string): string | undefined {
  if (known.has(timeZone)) return known.get(timeZone);
  countries ??= new Map(
    getCountries(metadata).flatMap((country) => zonesOf(country).map((zone) => [zone, country] as const)),
  );
  const country = countries.get(resolved(timeZone));
  // Names come in any case, so there is no end of them.
  if (known.size < mostKnown) known.set(timeZone, country);
  return country;
}
