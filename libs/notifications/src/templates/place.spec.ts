import { locales } from '../preferences/choices.js';
import { toMail } from './mail.js';
import { type NoticedVisit, visitNotice } from './notice.js';
import { isNews, type Place, placeNotice } from './place.js';

const before: Place = { name: 'City Clinic', address: 'Main Street 1\nBerlin', timeZone: 'Europe/Berlin' };
const now: Place = { name: 'Riverside', address: null, timeZone: 'Europe/Lisbon' };
const links = { action: 'https://clinic.example/app/appointments/1' };
const all = 'https://clinic.example/app/';

const visit = (day: number, mode: NoticedVisit['mode'] = 'in_person'): NoticedVisit => ({
  appointmentId: day,
  status: 'confirmed',
  startsAt: new Date(`2026-12-0${day}T09:00:00Z`),
  timeZone: now.timeZone,
  mode,
  doctorName: 'Dr. A',
  locationName: now.name,
  address: now.address,
  visitTypeName: 'Consultation',
});
const noticeOf = (day: number, locale: (typeof locales)[number] = 'en') =>
  visitNotice('location_changed', visit(day), { locale, timeZone: null, audience: 'patient' }, links);

it('R21: says what was and what is, and the time by the new clock', () => {
  const { facts, note, action, brief } = placeNotice({ before, now }, noticeOf(1), [], all);
  expect(facts.slice(0, 4).map(({ label, value }) => `${label}: ${value}`)).toEqual([
    'Name: City Clinic → Riverside',
    'Address: Main Street 1, Berlin → none',
    'Time zone: Europe/Berlin → Europe/Lisbon',
    expect.stringContaining('When: Tuesday, 1 December 2026 at 09:00'),
  ]);
  expect(note).toBe('Times are told by the new clock of the place.');
  expect(action?.url).toBe(links.action);
  expect(brief).toMatch(/^Name: City Clinic → Riverside\. Address: .+ Tuesday, 1 December 2026 at 09:00/);
});

it('R21: leaves out what is as it was', () => {
  const moved = { before, now: { ...before, address: 'Mill Lane 3' } };
  const { facts, note } = placeNotice(moved, noticeOf(1), [], all);
  expect(facts.map(({ label }) => label)).toEqual(['Address', 'When', 'Doctor', 'Visit', 'Where']);
  expect(note).toBeUndefined();
});

it.each(locales)('R21: lists all visits there, in HTML and in text (%s)', (locale) => {
  const notice = placeNotice(
    { before, now },
    noticeOf(1, locale),
    [noticeOf(3, locale), noticeOf(5, locale)],
    all,
  );
  expect(notice.facts).toHaveLength(6);
  expect(notice.action?.url).toBe(all);
  const { html, text } = toMail(notice);
  for (const { value } of notice.facts) {
    expect(html).toContain(value);
    expect(text).toContain(value);
  }
  for (const part of [before.name, now.name, '3', '5']) expect(notice.brief).toContain(part);
});

it('R21: is news to a visit by video where the clock changes', () => {
  expect(isNews({ before, now: { ...now, timeZone: before.timeZone } }, 'video')).toBe(false);
  expect(isNews({ before, now: { ...before, timeZone: now.timeZone } }, 'video')).toBe(true);
  expect(isNews({ before, now: before }, 'in_person')).toBe(false);
});
