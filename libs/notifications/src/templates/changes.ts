import { type Fact, type Notice } from './notice.js';
import { entryOf } from './reminders.js';
import { wordsOf } from './words.js';

/** What became of a visit, in one entry of a list. */
const newsOf = (notice: Notice): Fact[] =>
  entryOf(notice).map((entry) => ({ ...entry, label: notice.title }));

/**
 * Several news to one reader as one message: what is true now of each visit.
 *
 * @param first of them, and the others, in the order in which they are to be read
 * @param action where all of them are found
 */
export function changesNotice(first: Notice, others: readonly Notice[], action: string): Notice {
  const all = [first, ...others];
  const { open, changes } = wordsOf(first.locale);
  return {
    locale: first.locale,
    ...changes,
    facts: all.flatMap(newsOf),
    action: { label: open, url: action },
    ...(first.unsubscribeUrl !== undefined && { unsubscribeUrl: first.unsubscribeUrl }),
    brief: all.map(({ title, brief }) => `${title}: ${brief}`).join(' '),
  };
}
