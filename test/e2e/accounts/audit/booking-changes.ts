import { randomUUID } from 'node:crypto';
import { type AppointmentStatus } from '#libs/database';
import { fieldOf } from '../../support/api.js';
import { type Changes, type Ready } from './change.js';
import { type AuditSite, tomorrowAt } from './site.js';

const step =
  (name: string, status: AppointmentStatus, minutes: number, body: object = {}) =>
  async ({ api, admin, visit }: AuditSite): Promise<Ready> => {
    const { id, userId } = await visit(status, minutes);
    return {
      ask: () => api.post(`/appointments/${id}/${name}`, body, admin.token),
      about: () => [userId],
    };
  };

const day = 24 * 60;

async function series({ api, admin, patient, doctor }: AuditSite) {
  const [{ id: doctorId }, userId] = [await doctor(), await patient()];
  const recurrence = { frequency: 'weekly', count: 2 };
  const wish = { doctorId, userId, appointmentDateTime: tomorrowAt('10:00'), recurrence };
  const book = () => api.post('/appointments/series', wish, admin.token);
  return { userId, book };
}

const answering = (name: string) => async (site: AuditSite) => {
  const { api, admin } = site;
  const { id, userId, wish } = await site.wait();
  await api.post(`/waitlist/${id}/offer`, wish, admin.token);
  return { ask: () => api.post(`/waitlist/${id}/${name}`, {}, admin.token), about: () => [userId] };
};

const retired =
  (kind: 'doctors' | 'locations' | 'visit-types') =>
  async ({ db, api, admin, visit }: AuditSite): Promise<Ready> => {
    const { id, userId, doctorId } = await visit('confirmed', 5 * day);
    const { locationId, visitTypeId } = await db.database.client.appointment.findUniqueOrThrow({
      where: { id },
    });
    const ids = { doctors: doctorId, locations: locationId, 'visit-types': visitTypeId };
    const body = { reason: 'It closes.', on: tomorrowAt('00:00').slice(0, 10), appointmentIds: [id] };
    return {
      ask: () => api.post(`/${kind}/${ids[kind]}/retirement/cancellations`, body, admin.token),
      about: () => [userId],
    };
  };

export const bookingChanges: Changes = {
  'POST /appointments/holds': async ({ api, admin, patient, doctor }) => {
    const [{ id: doctorId }, userId] = [await doctor(), await patient()];
    const wish = { doctorId, userId, appointmentDateTime: tomorrowAt('10:00') };
    return { ask: () => api.post('/appointments/holds', wish, admin.token), about: () => [userId] };
  },
  'POST /appointments/holds/:id/extend': async ({ api, admin, visit }) => {
    const { id, userId } = await visit('held', day);
    return {
      ask: () => api.post(`/appointments/holds/${id}/extend`, {}, admin.token),
      about: () => [userId],
    };
  },
  'DELETE /appointments/holds/:id': async ({ api, admin, visit }) => {
    const { id, userId } = await visit('held', day);
    return { ask: () => api.delete(`/appointments/holds/${id}`, admin.token), about: () => [userId] };
  },
  'POST /appointments/walk-ins': async ({ api, admin, patient, doctor }) => {
    const [{ id: doctorId }, userId] = [await doctor(), await patient()];
    return {
      ask: () => api.post('/appointments/walk-ins', { doctorId, userId }, admin.token),
      about: () => [userId],
    };
  },
  'POST /appointments': async ({ api, admin, patient, doctor }) => {
    const [{ id: doctorId }, userId] = [await doctor(), await patient()];
    const wish = { doctorId, userId, appointmentDateTime: tomorrowAt('10:00') };
    return {
      ask: () => api.post('/appointments', wish, admin.token, { 'idempotency-key': randomUUID() }),
      about: () => [userId],
    };
  },
  'PATCH /appointments/:id': async ({ api, admin, visit }) => {
    const { id, userId } = await visit('confirmed', day);
    const body = { appointmentDateTime: tomorrowAt('12:00') };
    return { ask: () => api.patch(`/appointments/${id}`, body, admin.token), about: () => [userId] };
  },
  'POST /appointments/:id/confirm': step('confirm', 'pending', day),
  'POST /appointments/:id/cancel': step('cancel', 'confirmed', day, { reason: 'told by phone' }),
  'POST /appointments/:id/check-in': step('check-in', 'confirmed', 0),
  'POST /appointments/:id/complete': step('complete', 'checked_in', -1),
  'POST /appointments/:id/no-show': step('no-show', 'confirmed', -1),
  'POST /appointments/:id/undo': async (site) => {
    const { id, userId } = await site.visit('confirmed', 0);
    await site.api.post(`/appointments/${id}/check-in`, {}, site.admin.token);
    return {
      ask: () => site.api.post(`/appointments/${id}/undo`, {}, site.admin.token),
      about: () => [userId],
    };
  },
  'POST /appointments/series': async (site) => {
    const { userId, book } = await series(site);
    return { ask: book, about: () => [userId] };
  },
  'POST /appointments/series/:seriesId/cancel': async (site) => {
    const { userId, book } = await series(site);
    const seriesId = fieldOf(await book(), 'seriesId') as string;
    const ask = () => site.api.post(`/appointments/series/${seriesId}/cancel`, {}, site.admin.token);
    return { ask, about: () => [userId] };
  },
  'POST /appointments/:id/move-following': async (site) => {
    const { userId, book } = await series(site);
    const [{ id } = {}] = fieldOf(await book(), 'appointments') as { id: number }[];
    const body = { appointmentDateTime: tomorrowAt('12:00') };
    const ask = () => site.api.post(`/appointments/${String(id)}/move-following`, body, site.admin.token);
    return { ask, about: () => [userId] };
  },
  'POST /waitlist': async ({ api, admin, patient, doctor }) => {
    const [{ id: doctorId }, userId] = [await doctor(), await patient()];
    const date = tomorrowAt('00:00').slice(0, 10);
    const wish = { doctorId, userId, from: date, to: date };
    return { ask: () => api.post('/waitlist', wish, admin.token), about: () => [userId] };
  },
  'DELETE /waitlist/:id': async ({ api, admin, wait }) => {
    const { id, userId } = await wait();
    return { ask: () => api.delete(`/waitlist/${id}`, admin.token), about: () => [userId] };
  },
  'POST /waitlist/:id/accept': answering('accept'),
  'POST /waitlist/:id/decline': answering('decline'),
  'POST /waitlist/:id/offer': async ({ api, admin, wait }) => {
    const { id, userId, wish } = await wait();
    return { ask: () => api.post(`/waitlist/${id}/offer`, wish, admin.token), about: () => [userId] };
  },
  'POST /doctors/:id/retirement/cancellations': retired('doctors'),
  'POST /locations/:id/retirement/cancellations': retired('locations'),
  'POST /visit-types/:id/retirement/cancellations': retired('visit-types'),
  'POST /deliveries/:id/resend': async ({ db, api, admin, visit }) => {
    const { id: appointmentId, userId } = await visit('confirmed', day);
    const now = new Date();
    const { id } = await db.database.client.delivery.create({
      data: {
        ...{ key: randomUUID(), occasion: 'booked', channel: 'email', state: 'sent', userId, appointmentId },
        ...{ version: 1, status: 'confirmed', dueAt: now, expiresAt: now, createdAt: now },
      },
    });
    return { ask: () => api.post(`/deliveries/${id}/resend`, undefined, admin.token), about: () => [userId] };
  },
};
