import { randomBytes } from 'node:crypto';
import { type BrowserContextOptions, type Page } from 'playwright-core';
import { aDoctor, aLocation, aUser, aVisitType, daily, password } from '../support/clinic.js';
import { eventually } from '../support/wait.js';
import { type Availability, type Site } from './site.js';

/* What tests of the booking pages have in common: a doctor of their own, and the way to a step. */

export const within = { within: 30_000 };
const dayMilliseconds = 86_400_000;

const timeZone = 'Europe/Berlin';

/** So far ahead that no time passes while a test runs, counted from the date in a zone: that of the practice has another midnight. */
export function inTwoWeeks(zone: string = timeZone): string {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format();
  return new Date(Date.parse(today) + 14 * dayMilliseconds).toISOString().slice(0, 10);
}

export interface Practice {
  readonly doctorId: number;
  readonly name: string;
  readonly visitTypeId: number;
  readonly timeZone: string;
}

/** A doctor in Berlin who works every day from nine to five, and whose visits need no confirmation. */
export async function openPractice(site: Site, horizonDays = 90): Promise<Practice> {
  const { database } = site;
  const name = `Dr. ${randomBytes(5).toString('hex')}`;
  const location = await aLocation(database, { name: 'Harbour Practice', timeZone, address: 'Kai 7' });
  const visitType = await aVisitType(database, { name: 'Consultation', price: 45, horizonDays });
  const doctor = await aDoctor(database, {
    name,
    locationId: location.id,
    visitTypeIds: [visitType.id],
    schedule: daily('09:00', '17:00'),
  });
  return { doctorId: doctor.id, name, visitTypeId: visitType.id, timeZone };
}

/** The free starts of one day, as the API tells them. */
export async function freeStarts(site: Site, { doctorId }: Practice, date = inTwoWeeks()): Promise<string[]> {
  const { days } = await site.read<Availability>(
    `/v1/doctors/${doctorId}/availability?from=${date}&to=${date}`,
  );
  return days.flatMap(({ slots }) => slots.map(({ start }) => start));
}

export async function aFreeStart(site: Site, practice: Practice): Promise<string> {
  const [start] = await freeStarts(site, practice);
  if (start === undefined) throw new Error('nothing is free');
  return start;
}

export const bookAddress = ({ doctorId, visitTypeId }: Practice, start: string): string =>
  `/app/book?${new URLSearchParams({ doctor: String(doctorId), start, visitType: String(visitTypeId) }).toString()}`;

export const heading = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name }).waitFor();

export async function signIn(page: Page, username: string): Promise<void> {
  const form = page.locator('form', { has: page.locator('input[name=password]') });
  await form.locator('input[name=username]').fill(username);
  await form.locator('input[name=password]').fill(password);
  await form.locator('button[type=submit]').click();
}

export interface Patient {
  readonly id: number;
  readonly username: string;
}

/** Opens a time, signs in in place, and waits until the time is held. */
export async function openDetails(
  site: Site,
  practice: Practice,
  start: string,
  { patient, ...options }: BrowserContextOptions & { patient?: Patient } = {},
): Promise<{ page: Page; patient: Patient }> {
  const user = patient ?? (await aUser(site.database));
  const page = await site.open(bookAddress(practice, start), options);
  await heading(page, 'Sign in to book');
  await signIn(page, user.username);
  await heading(page, 'About your visit');
  await isHeld(page);
  return { page, patient: user };
}

export const isHeld = (page: Page): Promise<void> => page.getByText(/^Held for you for /).waitFor();

export const reason = 'A cough that will not go.';

export async function toReview(page: Page): Promise<void> {
  await page.getByLabel('What is it about?').fill(reason);
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await heading(page, 'Check and book');
}

export const confirm = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Confirm booking' }).click();

/** What the database has of a patient's visits, holds left out. */
export const bookedFor = (site: Site, userId: number) =>
  site.database.client.appointment.findMany({
    where: { userId, status: { in: ['pending', 'confirmed'] } },
    orderBy: { id: 'asc' },
  });

/** The one visit that came of it, at whose page the browser is. */
export async function isBooked(site: Site, page: Page, userId: number) {
  await page.waitForURL(/\/app\/appointments\/\d+\?booked=1$/);
  await page.locator('main h1').waitFor();
  const booked = await bookedFor(site, userId);
  expect(booked).toHaveLength(1);
  const [visit] = booked;
  if (visit === undefined) throw new Error('nothing is booked');
  expect(new URL(page.url()).pathname).toBe(`/app/appointments/${visit.id}`);
  return visit;
}

/** As if the five minutes had gone by. */
export async function expireHolds(site: Site, userId: number): Promise<void> {
  const { count } = await site.database.client.appointment.updateMany({
    where: { userId, status: 'held' },
    data: { holdExpiresAt: new Date(Date.now() - 1000) },
  });
  expect(count).toBe(1);
}

export const heldBy = (site: Site, userId: number) =>
  eventually(async () => {
    const holds = await site.database.client.appointment.findMany({ where: { userId, status: 'held' } });
    expect(holds).toHaveLength(1);
    return holds[0];
  }, within);
