import { type Locale } from '../preferences/choices.js';
import { type Fact, type Links, type Notice } from './notice.js';
import { formatDates } from './visit-time.js';
import { type Words, wordsOf } from './words.js';

/** What a patient waited for, until it could not be booked any more. */
export interface EndedWait {
  readonly doctorName: string | null;
  /** Where any doctor of it would do */
  readonly specialization: string | null;
  readonly locationName: string | null;
  readonly visitTypeName: string | null;
  /** `YYYY-MM-DD` */
  readonly from: string;
  readonly to: string;
}

function factsOf(
  { doctorName, specialization, locationName, visitTypeName, from, to }: EndedWait,
  { labels, format }: Words,
): Fact[] {
  const facts = [
    { label: labels.doctor, value: doctorName },
    { label: labels.specialization, value: specialization },
    { label: labels.visit, value: visitTypeName },
    { label: labels.place, value: locationName },
    { label: labels.when, value: formatDates(from, to, format) },
  ];
  return facts.flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]));
}

/** Tells that an entry of the waitlist has ended, because what it waits for cannot be booked any more. */
export function endedWaitNotice(wait: EndedWait, locale: Locale, links: Links): Notice {
  const words = wordsOf(locale);
  const { title, lead, action } = words.waitEnded;
  const facts = factsOf(wait, words);
  return {
    locale,
    title,
    lead,
    facts,
    action: { label: action, url: links.action },
    ...(links.unsubscribe !== undefined && { unsubscribeUrl: links.unsubscribe }),
    brief: `${facts.map(({ value }) => value).join(words.comma)}. ${lead}`,
  };
}
