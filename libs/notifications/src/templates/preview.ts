import { AppError, hour } from '#libs/common';
import { type Locale, Occasion } from '../preferences/choices.js';
import { erasedNotice } from './erased.js';
import { type EndedWait, endedWaitNotice } from './ended-wait.js';
import { type Mail, toMail } from './mail.js';
import { placeNotice } from './place.js';
import {
  accountNotice,
  type Audience,
  digestNotice,
  type Notice,
  type NoticedVisit,
  visitNotice,
} from './notice.js';

interface Wish {
  readonly locale: Locale;
  readonly audience: Audience;
  readonly mode: 'in_person' | 'video';
  readonly timeZone?: string;
}

const visit: Omit<NoticedVisit, 'mode'> = {
  appointmentId: 1,
  status: 'pending',
  startsAt: new Date('2026-12-01T09:00:00Z'),
  timeZone: 'Europe/Berlin',
  doctorName: 'Dr. Ada Lovelace',
  locationName: 'City Clinic',
  address: 'Hauptstraße 1, Berlin',
  visitTypeName: 'Consultation',
  heldUntil: new Date('2026-11-30T12:30:00Z'),
};

const wait: EndedWait = {
  doctorName: visit.doctorName,
  specialization: null,
  locationName: visit.locationName,
  visitTypeName: visit.visitTypeName,
  from: '2026-12-01',
  to: '2026-12-14',
};

const here = { name: visit.locationName, address: visit.address, timeZone: visit.timeZone };
const move = { before: { ...here, address: 'Nebenstraße 2, Berlin' }, now: here };

const links = { action: 'https://docket.invalid/app/', unsubscribe: 'https://docket.invalid/unsubscribe/x' };

const statuses: Readonly<Partial<Record<Occasion, string>>> = {
  confirmed: 'confirmed',
  cancelled: 'cancelled',
  waitlist_offer: 'held',
};

function noticeOf(occasion: Occasion, { mode, timeZone, ...rest }: Wish): Notice {
  const reader = { ...rest, timeZone: timeZone ?? null };
  switch (occasion) {
    case 'email_verification':
    case 'password_reset':
    case 'invitation':
    case 'claim':
    case 'guardianship':
    case 'email_change':
    case 'email_change_notice':
    case 'email_undo':
    case 'factor_removed':
    case 'email_known':
      return accountNotice(occasion, rest.locale, { action: links.action });
    case 'digest': {
      const { doctorName, timeZone: zone, startsAt } = visit;
      const second = new Date(startsAt.getTime() + hour);
      return digestNotice([{ doctorName, timeZone: zone, starts: [startsAt, second] }], reader, links);
    }
    case 'waitlist_ended':
      return endedWaitNotice(wait, rest.locale, links);
    case 'erased':
      return erasedNotice({ ...reader, about: 'self' }, [{ ...visit, mode }]);
    case 'booked':
    case 'confirmed':
    case 'moved':
    case 'cancelled':
    case 'reminder':
    case 'waitlist_offer':
    case 'awaiting_answer':
    case 'location_changed': {
      const status = statuses[occasion] ?? visit.status;
      const notice = visitNotice(occasion, { ...visit, status, mode }, reader, links);
      return occasion === Occasion.location_changed ? placeNotice(move, notice, [], links.action) : notice;
    }
  }
}

/**
 * A message about a made-up visit, for the admin who writes the words.
 *
 * @throws AppError `template.not_found`
 */
export function preview(occasion: string, wish: Wish): Mail & Pick<Notice, 'brief'> {
  const known = Object.values(Occasion).find((each) => each === occasion);
  if (known === undefined)
    throw new AppError('template.not_found', 'not_found', 'There is no message for such an occasion.');
  const notice = noticeOf(known, wish);
  return { ...toMail(notice), brief: notice.brief };
}
