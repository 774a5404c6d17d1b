import { type Locale } from '../preferences/choices.js';
import { formatClock, formatTime, timesOf, type TimedVisit } from './visit-time.js';
import { type AccountOccasion, type VisitKind, type VisitOccasion, type Words, wordsOf } from './words.js';

/** What a message says, before it has a form: the one source of its HTML, its text and its short forms. */
export interface Notice {
  readonly locale: Locale;
  readonly title: string;
  readonly lead: string;
  readonly facts: readonly Fact[];
  readonly note?: string;
  readonly action?: { readonly label: string; readonly url: string };
  /** Where mails like this are stopped */
  readonly unsubscribeUrl?: string;
  /** The same for a line or two, as an inbox or a phone shows it */
  readonly brief: string;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
  /** Small print below it */
  readonly hint?: string;
}

export type Audience = 'patient' | 'doctor';

/** A visit, without anything about its patient: messages are shown on locked and on shared screens. */
export interface NoticedVisit extends TimedVisit {
  readonly appointmentId: number;
  readonly status: string;
  readonly doctorName: string;
  readonly locationName: string;
  readonly address: string | null;
  readonly visitTypeName: string;
  /** Cancelled by time, because the doctor did not answer the request until its start */
  readonly isUnanswered?: boolean;
  /** For a time that is offered: until when it is held */
  readonly heldUntil?: Date | null;
}

export interface Reader {
  readonly locale: Locale;
  readonly timeZone: string | null;
  readonly audience: Audience;
  /** Whether the reader has nothing to do with the visit any more */
  readonly isFarewell?: boolean;
}

/** Where the links of a message lead to. Opening one changes nothing: pages ask first, and mail scanners open links. */
export interface Links {
  readonly action: string;
  readonly unsubscribe?: string;
}

function kindOf(
  occasion: VisitOccasion,
  { status, isUnanswered = false }: NoticedVisit,
  { isFarewell = false }: Reader,
): VisitKind {
  if (isFarewell) return 'left';
  if (occasion === 'booked' && status === 'pending') return 'requested';
  return occasion === 'cancelled' && isUnanswered ? 'unanswered' : occasion;
}

/** Whether what is told waits for the doctor's word, perhaps once more: a visit that was moved may. */
const isAwaited = ({ status }: NoticedVisit, kind: VisitKind): boolean =>
  status === 'pending' && (kind === 'requested' || kind === 'moved');

/** Until when a time is held, by the same clock as the time itself. */
function heldUntilOf(visit: NoticedVisit, kind: VisitKind, timeZone: string, words: Words): Fact[] {
  if (kind !== 'waitlist_offer' || visit.heldUntil === null || visit.heldUntil === undefined) return [];
  return [{ label: words.labels.heldUntil, value: formatTime(visit.heldUntil, timeZone, words.format) }];
}

function factsOf(visit: NoticedVisit, kind: VisitKind, { timeZone, audience }: Reader, words: Words): Fact[] {
  const { labels } = words;
  const isVideo = visit.mode === 'video';
  const times = timesOf(visit, audience === 'patient' ? timeZone : null, words);
  const [first, ...others] = times;
  return [
    { label: labels.when, value: first.text, hint: `${first.label} (${first.timeZone})` },
    ...others.map(({ label, text, timeZone: zone }) => ({ label, value: text, hint: zone })),
    ...heldUntilOf(visit, kind, first.timeZone, words),
    ...(audience === 'patient' ? [{ label: labels.doctor, value: visit.doctorName }] : []),
    { label: labels.visit, value: visit.visitTypeName },
    {
      label: labels.place,
      value: isVideo ? labels.byVideo : visit.locationName,
      ...(!isVideo && visit.address !== null && { hint: visit.address }),
    },
  ];
}

function briefOf(visit: NoticedVisit, kind: VisitKind, { audience, timeZone }: Reader, words: Words): string {
  const [time] = timesOf(visit, audience === 'patient' ? timeZone : null, words);
  const place = visit.mode === 'video' ? words.labels.byVideo : visit.locationName;
  const parts = [time.text, ...(audience === 'patient' ? [visit.doctorName] : []), place];
  const begin = kind === 'moved' ? words.itIsNow : '';
  const end = isAwaited(visit, kind) ? ` ${words.toBeConfirmed[audience]}` : '';
  const held = heldUntilOf(visit, kind, time.timeZone, words).map(
    ({ label, value }) => ` ${label} ${value}.`,
  );
  return `${begin}${parts.join(words.comma)}.${end}${held.join('')}`;
}

/** What stands below the facts. */
function noteOf(
  visit: NoticedVisit,
  kind: VisitKind,
  { audience }: Reader,
  words: Words,
): string | undefined {
  if (isAwaited(visit, kind)) return words.toBeConfirmed[audience];
  return kind === 'waitlist_offer' && audience === 'patient' ? words.offer.note : undefined;
}

/** A message about a visit. It names no patient. */
export function visitNotice(
  occasion: VisitOccasion,
  visit: NoticedVisit,
  reader: Reader,
  links: Links,
): Notice {
  const words = wordsOf(reader.locale);
  const kind = kindOf(occasion, visit, reader);
  const note = noteOf(visit, kind, reader, words);
  const label = kind === 'waitlist_offer' ? words.offer.answer : words.open;
  return {
    locale: reader.locale,
    ...words.visit[kind][reader.audience],
    facts: factsOf(visit, kind, reader, words),
    ...(note !== undefined && { note }),
    ...(occasion !== 'cancelled' && { action: { label, url: links.action } }),
    ...(links.unsubscribe !== undefined && { unsubscribeUrl: links.unsubscribe }),
    brief: briefOf(visit, kind, reader, words),
  };
}

/** A mail with a link that proves something. */
export function accountNotice(occasion: AccountOccasion, locale: Locale, links: Links): Notice {
  const { title, lead, action, note } = wordsOf(locale).account[occasion];
  return { locale, title, lead, note, facts: [], action: { label: action, url: links.action }, brief: lead };
}

/** What is booked for one doctor on one day: times, and nothing about who comes. */
export interface DoctorsTomorrow {
  readonly doctorName: string;
  readonly timeZone: string;
  readonly starts: readonly Date[];
}

/** The list of the next day for those who work at the clinic. */
export function digestNotice(days: readonly DoctorsTomorrow[], reader: Reader, links: Links): Notice {
  const words = wordsOf(reader.locale);
  const { title, lead, visits } = words.digest;
  const facts = days.map(({ doctorName, timeZone, starts }) => ({
    label: doctorName,
    value: visits(starts.length),
    hint: `${starts.map((at) => formatClock(at, timeZone, words.format)).join(words.comma)} (${timeZone})`,
  }));
  return {
    locale: reader.locale,
    title,
    lead,
    facts,
    action: { label: words.open, url: links.action },
    ...(links.unsubscribe !== undefined && { unsubscribeUrl: links.unsubscribe }),
    brief: visits(days.reduce((sum, { starts }) => sum + starts.length, 0)),
  };
}
