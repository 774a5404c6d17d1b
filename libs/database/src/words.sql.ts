import { foldedSpellings, foldedText } from '#libs/common';
import { Prisma } from './generated/client.js';
import { literally } from './literally.js';

const pattern = (text: string): string => `%${literally(text)}%`;

/** The words of a text, folded; a name with a hyphen is two. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFC')
    .split(/[\s,;]+|(?<=\p{L})-(?=\p{L})/u)
    .filter((word) => foldedText(word) !== '');

/**
 * What holds for a row that all these words are found in, in any order, in any case and spelling: one condition a word.
 * No row is found by no word.
 *
 * @param column filled by the SQL function `search_text`
 */
export const hasWords = (column: Prisma.Sql, words: readonly string[]): Prisma.Sql[] =>
  words.length === 0
    ? [Prisma.sql`false`]
    : words.map((word) => {
        const [plain = '', spelled = plain] = foldedSpellings(word);
        return Prisma.sql`(${column} LIKE ${pattern(plain)} OR ${column} LIKE ${pattern(spelled)})`;
      });
