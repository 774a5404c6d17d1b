import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';
import { deviceTimeZone } from '../../time/format.js';

/** Newer browsers have the method, older ones the property, and some neither. */
type LocaleWithZones = Intl.Locale & { getTimeZones?(): string[]; timeZones?: string[] };

function hasZone(country: CountryCode, timeZone: string): boolean {
  const locale = new Intl.Locale(`und-${country}`) as LocaleWithZones;
  return (locale.getTimeZones?.() ?? locale.timeZones ?? []).includes(timeZone);
}

/** Where the reader is, by the clock of the device; else the country of the language. */
function countryOfReader(): CountryCode | undefined {
  const timeZone = deviceTimeZone();
  const here = getCountries(metadata).find((country) => hasZone(country, timeZone));
  const { region = '' } = new Intl.Locale(navigator.language);
  return here ?? (isSupportedCountry(region as CountryCode, metadata) ? (region as CountryCode) : undefined);
}

let country: CountryCode | undefined;

/** A number in international form as the reader dials it: `030 123456` in Germany, `+49 30 123456` elsewhere. */
export function shownPhone(number: string): string {
  const parsed = /^\+\d+$/.test(number) ? parsePhoneNumberFromString(number, metadata) : undefined;
  // What was written before numbers were checked stays as it is.
  if (parsed === undefined) return number;
  country ??= countryOfReader();
  const isHome =
    country !== undefined && parsed.countryCallingCode === getCountryCallingCode(country, metadata);
  return isHome ? parsed.formatNational() : parsed.formatInternational();
}
