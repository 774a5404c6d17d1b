import { domainToASCII, domainToUnicode } from 'node:url';

/** The same characters in one form (NFC), without spaces around and with single ones between words. */
export const tidyLine = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

/** Lower case that also makes one of `ß` and `ss`, and of `σ` and `ς`. */
const caseless = (text: string): string => text.toUpperCase().toLowerCase().replaceAll('ς', 'σ');

/** What a line of text is the same as: `Cardiology ` and `cardiology` are one. */
export const lineKey = (text: string): string => caseless(tidyLine(text).normalize('NFKC'));

/** What two user names must not have in common: letter case and forms of characters make no difference. */
export const usernameKey = (username: string): string => caseless(username.normalize('NFKC').trim());

const halvesOf = (email: string): [local: string, domain: string] => {
  const at = email.lastIndexOf('@') + 1;
  return [email.slice(0, at), email.slice(at)];
};

/**
 * An e-mail address as it is kept: without spaces around, its characters in one form (NFC), and an international domain
 * as people read it (RFC 5890). Otherwise as it was typed, because mail goes to it.
 */
export function tidyEmail(email: string): string {
  const [local, domain] = halvesOf(email.normalize('NFC').trim());
  const isInternational = !/^[\x21-\x7e]*$/.test(domain) || /(?:^|\.)xn--/i.test(domain);
  const readable = isInternational ? domainToUnicode(domain) : domain;
  return `${local}${readable === '' ? domain : readable}`;
}

/**
 * What two accounts' e-mail addresses must not have in common, as the SQL function `text_key` makes it. An international
 * domain has two forms, and older accounts are kept in either.
 *
 * @returns one key or two
 */
export function emailKeys(email: string): readonly string[] {
  const [local, domain] = halvesOf(tidyEmail(email));
  const ascii = domainToASCII(domain);
  const forms = [domain, ...(ascii === '' ? [] : [ascii])];
  return [...new Set(forms.map((form) => caseless(`${local}${form}`.normalize('NFKC'))))];
}
