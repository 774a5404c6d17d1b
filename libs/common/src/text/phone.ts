import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';

/** The longest text that is read as a telephone number. */
export const longestPhone = 50;

/** Digits with what people write between them, with Arabic digits too. No letters: `ext. 5` is no part of a number. */
const written = /^(?:tel:)?\+?[\d\u0660-\u0669\u06f0-\u06f9\s()[\]./\u2010-\u2015-]+$/u;

/** Whether it is the ISO 3166-1 alpha-2 code of a country with telephone numbers of its own. */
export const isCountry = (country: string | undefined): country is CountryCode =>
  country !== undefined && /^[A-Z]{2}$/.test(country) && isSupportedCountry(country as CountryCode, metadata);

/**
 * Reads a telephone number as people type it: `0171 1234567` in Germany, `+49 (0)171 1234567` anywhere.
 *
 * A number counts as one that can exist when its length fits the plan of its country; whether it is in use only a call
 * tells, and plans get new ranges every year.
 *
 * @param country ISO 3166-1 alpha-2: where a number without a country code is from
 * @returns E.164, or nothing for a text that is no number, or a number that cannot exist
 */
export function parsePhone(text: string, country?: string): string | undefined {
  const tidy = text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .trim();
  if (tidy.length > longestPhone || !written.test(tidy)) return undefined;
  const isInternational = /^(?:tel:)?\s*(?:\+|00)/.test(tidy);
  // The zero in brackets is dialled at home only.
  const dialled = isInternational
    ? tidy.replace(/[([]\s*0\s*[)\]]/, ' ').replace(/^(?:tel:)?\s*(?:\+|00)/, '+')
    : tidy;
  const options = { ...(isCountry(country) && { defaultCountry: country }), extract: false };
  const number = parsePhoneNumberFromString(dialled, options, metadata);
  if (number?.isPossible() !== true || number.ext !== undefined) return undefined;
  // Where a number abroad begins with a zero, as in Italy, the plan says so.
  if (number.nationalNumber.startsWith('0') && !number.isValid()) return undefined;
  return isInternational && hasTrunkPrefix(dialled, number.number) ? undefined : number.number;
}

const digitsOf = (text: string): string => text.normalize('NFKC').replace(/\D/g, '');

/** The library takes away a zero after the country code, with which nobody can be called. */
const hasTrunkPrefix = (dialled: string, number: string): boolean =>
  digitsOf(dialled).length > digitsOf(number).length;

/**
 * A telephone number for a reader: as it is dialled in the reader's country, and with the country code elsewhere.
 *
 * @param number E.164; anything else is returned as it is
 * @param country ISO 3166-1 alpha-2: where the reader is
 */
export function shownPhone(number: string, country?: string): string {
  const parsed = /^\+\d+$/.test(number) ? parsePhoneNumberFromString(number, metadata) : undefined;
  if (parsed === undefined) return number;
  const isHome = isCountry(country) && parsed.countryCallingCode === getCountryCallingCode(country, metadata);
  return isHome ? parsed.formatNational() : parsed.formatInternational();
}
