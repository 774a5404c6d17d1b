import { type Fact, type Notice } from './notice.js';
import { wordsOf } from './words.js';

/** A visit in one entry of a list: its time, and below it with whom and where. */
export function entryOf({ facts, locale }: Notice): Fact[] {
  const [time, ...others] = facts;
  if (time === undefined) return [];
  const hints = [time.hint, ...others.map(({ value }) => value)].filter((text) => text !== undefined);
  return [{ label: time.label, value: time.value, hint: hints.join(wordsOf(locale).comma) }];
}

/**
 * Several reminders to one reader as one message.
 *
 * @param first of them, and the others, in the order in which they are to be read
 * @param action where all of them are found
 */
export function remindersNotice(first: Notice, others: readonly Notice[], action: string): Notice {
  const all = [first, ...others];
  const { open, reminders } = wordsOf(first.locale);
  return {
    locale: first.locale,
    ...reminders,
    facts: all.flatMap(entryOf),
    action: { label: open, url: action },
    ...(first.unsubscribeUrl !== undefined && { unsubscribeUrl: first.unsubscribeUrl }),
    brief: all.map(({ brief }) => brief).join(' '),
  };
}
