import { type Letter } from '../ledger/letter.js';
import { type Notice, type NoticedVisit, visitNotice } from './notice.js';
import { entryOf } from './reminders.js';
import { wordsOf } from './words.js';

/** Tells that data was erased, with the visits that were cancelled with it. There is nothing left to open. */
export function erasedNotice(
  { about, locale, timeZone }: Pick<Letter, 'about' | 'locale' | 'timeZone'>,
  visits: readonly NoticedVisit[],
): Notice {
  const { note, cancelled, ...words } = wordsOf(locale).erased;
  const { title, lead } = words[about];
  const reader = { locale, timeZone, audience: 'patient' } as const;
  return {
    locale,
    title,
    lead: visits.length === 0 ? lead : `${lead} ${cancelled}`,
    facts: visits.flatMap((visit) => entryOf(visitNotice('cancelled', visit, reader, { action: '' }))),
    note,
    brief: lead,
  };
}
