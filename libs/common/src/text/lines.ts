/** What ends a line: LF, CR, both, and the others of Unicode (UAX 14, BK, CR, LF and NL). */
const lineEnd = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;
// Control characters are what is looked for.
// eslint-disable-next-line no-control-regex
const control = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]/;

/** PostgreSQL cannot keep NUL, and half a surrogate pair is no character. */
export const isText = (value: string): boolean => value.isWellFormed() && !value.includes('\0');

/** Whether text has control characters that mean neither space nor line break. */
export const hasControls = (text: string): boolean => control.test(text);

/** Text without a line break, which could begin another header of an e-mail or another line of a log. */
export const isLine = (text: string): boolean => isText(text) && !lineEnd.test(text);

/**
 * Several lines as they are kept: each ends with LF and without spaces, no two empty ones follow each other, and none is
 * first or last. Characters are in one form (NFC).
 */
export const tidyLines = (text: string): string =>
  text
    .normalize('NFC')
    .split(lineEnd)
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '')
    .trimEnd();
