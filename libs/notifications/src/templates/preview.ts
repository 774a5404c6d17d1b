import { AppError } from '#libs/common';
import { type Locale, Occasion } from '../choices.js';
import { type Mail, toMail } from './mail.js';
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
      return accountNotice(occasion, rest.locale, { action: links.action });
    case 'digest': {
      const { doctorName, timeZone: zone, startsAt } = visit;
      const second = new Date(startsAt.getTime() + 3_600_000);
      return digestNotice([{ doctorName, timeZone: zone, starts: [startsAt, second] }], reader, links);
    }
    case 'booked':
    case 'confirmed':
    case 'moved':
    case 'cancelled':
    case 'reminder':
    case 'waitlist_offer': {
      const status = statuses[occasion] ?? visit.status;
      return visitNotice(occasion, { ...visit, status, mode }, reader, links);
    }
  }
}

/**
 * A message about a visit that is made up, for whoever writes the words.
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
