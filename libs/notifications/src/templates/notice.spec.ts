import { locales } from '../preferences/choices.js';
import { toMail } from './mail.js';
import { type NoticedVisit, visitNotice } from './notice.js';

const visit: NoticedVisit = {
  appointmentId: 1,
  status: 'pending',
  startsAt: new Date('2026-12-01T09:00:00Z'),
  timeZone: 'Europe/Berlin',
  mode: 'in_person',
  doctorName: 'Dr. A',
  locationName: 'City Clinic',
  address: '1 Main Street',
  visitTypeName: 'Consultation',
};
const patient = { locale: 'en', timeZone: 'America/New_York', audience: 'patient' } as const;
const links = {
  action: 'https://clinic.example/app/appointments/1',
  unsubscribe: 'https://clinic.example/u',
};

it("tells a patient the time at the location, with the zone's name", () => {
  const { title, brief } = visitNotice('booked', visit, patient, links);
  expect({ title, brief }).toEqual({
    title: 'Appointment requested',
    brief:
      'Tuesday, 1 December 2026 at 10:00 CET, Dr. A, City Clinic. It is confirmed when the doctor accepts it.',
  });
});

it.each([
  ['patient', 'confirmed', 'booked', 'Appointment booked'],
  ['doctor', 'pending', 'booked', 'New appointment request'],
  ['doctor', 'confirmed', 'booked', 'New appointment'],
  ['patient', 'confirmed', 'confirmed', 'Appointment confirmed'],
  ['doctor', 'confirmed', 'moved', 'Appointment moved'],
  ['patient', 'cancelled', 'cancelled', 'Appointment cancelled'],
  ['doctor', 'cancelled', 'cancelled', 'Appointment cancelled'],
] as const)('heads the message to a %s of a visit that is %s (%s)', (audience, status, occasion, title) => {
  expect(visitNotice(occasion, { ...visit, status }, { ...patient, audience }, links).title).toBe(title);
});

describe('case 46: whose time', () => {
  const shown = (change: Partial<NoticedVisit>, timeZone: string | null) =>
    visitNotice('confirmed', { ...visit, ...change }, { ...patient, timeZone }, links)
      .facts.filter(({ value }) => /\d\d:\d\d/.test(value))
      .map(({ value, hint = '' }) => `${/\d\d:\d\d/.exec(value)?.[0] ?? ''} ${hint}`);

  it.each([
    ['in person: the clinic', {}, 'America/New_York', ['10:00 Time at the clinic (Europe/Berlin)']],
    [
      'by video: the reader, and the clinic',
      { mode: 'video' },
      'America/New_York',
      ['04:00 Your time (America/New_York)', '10:00 Europe/Berlin'],
    ],
    [
      'by video with the same clock: the reader',
      { mode: 'video' },
      'Europe/Paris',
      ['10:00 Your time (Europe/Paris)'],
    ],
    [
      'by video of an unknown reader: the clinic',
      { mode: 'video' },
      null,
      ['10:00 Time at the clinic (Europe/Berlin)'],
    ],
  ] as const)('%s', (_what, change, timeZone, times) => {
    expect(shown(change, timeZone)).toEqual(times);
  });
});

it('says until when a time is held that is offered, and what becomes of it', () => {
  const heldUntil = new Date('2026-11-30T12:30:00Z');
  const notice = visitNotice('waitlist_offer', { ...visit, status: 'held', heldUntil }, patient, links);
  expect(notice.title).toBe('An appointment has become free');
  expect(notice.brief).toBe(
    'Tuesday, 1 December 2026 at 10:00 CET, Dr. A, City Clinic. Held for you until Monday, 30 November 2026 at 13:30 CET.',
  );
  expect(notice.facts).toContainEqual({
    label: 'Held for you until',
    value: 'Monday, 30 November 2026 at 13:30 CET',
  });
  expect(notice.action).toEqual({ label: 'Accept or decline', url: links.action });
  expect(notice.note).toContain('goes to the next person');
});

it.each(locales)('says the same in HTML and in text (%s)', (locale) => {
  const notice = visitNotice('moved', visit, { ...patient, locale }, links);
  const { html, text, subject } = toMail(notice);
  expect(subject).toBe(notice.title);
  for (const { label, value } of notice.facts) {
    expect(html).toContain(label);
    expect(html).toContain(value);
    expect(text).toContain(`${label}: ${value}`);
  }
  for (const link of Object.values(links)) {
    expect(html).toContain(`href="${link}"`);
    expect(text).toContain(link);
  }
  expect(html).toContain(`<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">`);
});

it('R15: an address keeps its lines in HTML and in text', () => {
  const { html, text } = toMail(
    visitNotice('booked', { ...visit, address: '1 Main St & 2nd\nBerlin' }, patient, links),
  );
  expect(html).toContain('<bdi>1 Main St &amp; 2nd<br>Berlin</bdi>');
  expect(text).toContain('Where: City Clinic\n  1 Main St & 2nd\n  Berlin\n');
});

it('takes names for text, whatever they are', () => {
  const doctorName = `<img src=x onerror="alert('x')">&`;
  const { html } = toMail(visitNotice('booked', { ...visit, doctorName }, patient, links));
  expect(html).not.toContain('<img');
  expect(html).toContain('&lt;img src=x onerror=&quot;alert(&#39;x&#39;)&quot;&gt;&amp;');
});
