import { dayFromNow, fieldOf } from '../../support/api.js';
import { type Changes, type Ready } from './change.js';
import { type AuditSite } from './site.js';

const idIn = (kind: string) => (answer: Parameters<typeof fieldOf>[0]) => [
  `${kind}:${String(fieldOf(answer, 'id'))}`,
];

const retirement =
  (kind: 'doctors' | 'locations' | 'visit-types', method: 'put' | 'delete') =>
  async ({ api, admin, doctor }: AuditSite): Promise<Ready> => {
    const { id, locationId, visitTypeId } = await doctor();
    const [name, number] = {
      doctors: ['doctor', id] as const,
      // The location of all doctors would not be there for the rest.
      locations: ['location', locationId] as const,
      'visit-types': ['visit_type', visitTypeId] as const,
    }[kind];
    const path = `/${kind}/${number}/retirement`;
    if (method === 'delete') await api.put(path, { on: dayFromNow(300) }, admin.token);
    return {
      ask: () =>
        method === 'put'
          ? api.put(path, { on: dayFromNow(300) }, admin.token)
          : api.delete(path, admin.token),
      about: () => [`${name}:${number}`],
    };
  };

const closure = { date: dayFromNow(40), name: 'Holiday' };

const holidays = [
  ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//audit//', 'BEGIN:VEVENT', 'UID:audit@clinic.example'],
  ...['DTSTAMP:20260101T000000Z', `DTSTART;VALUE=DATE:${dayFromNow(41).replaceAll('-', '')}`],
  ...['SUMMARY:Founders day', 'END:VEVENT', 'END:VCALENDAR', ''],
].join('\r\n');

export const clinicChanges: Changes = {
  'POST /doctors': async ({ api, admin, doctor }) => {
    const { locationId } = await doctor();
    const body = { name: 'Dr. Ada', specialization: 'Cardiology', locationId };
    return { ask: () => api.post('/doctors', body, admin.token), about: idIn('doctor') };
  },
  'PATCH /doctors/:id': async ({ api, admin, doctor }) => {
    const { id } = await doctor();
    return {
      ask: () => api.patch(`/doctors/${id}`, { name: 'Dr. Grace' }, admin.token),
      about: () => [`doctor:${id}`],
    };
  },
  'POST /visit-types': ({ api, admin }) =>
    Promise.resolve({
      ask: () => api.post('/visit-types', { name: 'Check-up' }, admin.token),
      about: idIn('visit_type'),
    }),
  'PATCH /visit-types/:id': async ({ api, admin, doctor }) => {
    const { visitTypeId } = await doctor();
    return {
      ask: () => api.patch(`/visit-types/${visitTypeId}`, { name: 'Follow-up' }, admin.token),
      about: () => [`visit_type:${visitTypeId}`],
    };
  },
  'PUT /doctors/:id/visit-types': async ({ api, admin, doctor }) => {
    const [{ id }, { visitTypeId }] = [await doctor(), await doctor()];
    const body = { visitTypeIds: [visitTypeId] };
    return {
      ask: () => api.put(`/doctors/${id}/visit-types`, body, admin.token),
      about: () => [`doctor:${id}`],
    };
  },
  'PUT /doctors/:id/schedule': async ({ api, admin, doctor }) => {
    const { id } = await doctor();
    const body = { windows: [{ weekday: 1, start: '10:00', end: '12:00' }] };
    return {
      ask: () => api.put(`/doctors/${id}/schedule`, body, admin.token),
      about: () => [`doctor:${id}`],
    };
  },
  'POST /doctors/:id/exceptions': async ({ api, admin, doctor }) => {
    const { id } = await doctor();
    const body = { date: dayFromNow(3), kind: 'closed' };
    return {
      ask: () => api.post(`/doctors/${id}/exceptions`, body, admin.token),
      about: () => [`doctor:${id}`],
    };
  },
  'DELETE /doctors/:id/exceptions/:exceptionId': async ({ db, api, admin, doctor }) => {
    const { id: doctorId } = await doctor();
    const { id } = await db.database.client.scheduleException.create({
      data: { doctorId, date: new Date(dayFromNow(3)), kind: 'closed' },
    });
    return {
      ask: () => api.delete(`/doctors/${doctorId}/exceptions/${id}`, admin.token),
      about: () => [`doctor:${doctorId}`],
    };
  },
  'POST /locations': ({ api, admin }) =>
    Promise.resolve({
      ask: () => api.post('/locations', { name: 'East', timeZone: 'UTC' }, admin.token),
      about: idIn('location'),
    }),
  'PATCH /locations/:id': async ({ api, admin, doctor }) => {
    const { locationId } = await doctor();
    return {
      ask: () => api.patch(`/locations/${locationId}`, { name: 'West' }, admin.token),
      about: () => [`location:${locationId}`],
    };
  },
  'POST /locations/:id/closures': async ({ api, admin, doctor }) => {
    const { locationId } = await doctor();
    return {
      ask: () => api.post(`/locations/${locationId}/closures`, closure, admin.token),
      about: () => [`location:${locationId}`],
    };
  },
  'POST /locations/:id/closures/import': async ({ api, admin, doctor }) => {
    const { locationId } = await doctor();
    const path = `/locations/${locationId}/closures/import`;
    const headers = { 'content-type': 'text/calendar' };
    return {
      ask: () => api.post(path, holidays, admin.token, headers),
      about: () => [`location:${locationId}`],
    };
  },
  'DELETE /locations/:id/closures/:closureId': async ({ db, api, admin, doctor }) => {
    const { locationId } = await doctor();
    const { id } = await db.database.client.locationClosure.create({
      data: { locationId, date: new Date(dayFromNow(50)), name: 'Party' },
    });
    return {
      ask: () => api.delete(`/locations/${locationId}/closures/${id}`, admin.token),
      about: () => [`location:${locationId}`],
    };
  },
  'PUT /doctors/:id/retirement': retirement('doctors', 'put'),
  'DELETE /doctors/:id/retirement': retirement('doctors', 'delete'),
  'PUT /locations/:id/retirement': retirement('locations', 'put'),
  'DELETE /locations/:id/retirement': retirement('locations', 'delete'),
  'PUT /visit-types/:id/retirement': retirement('visit-types', 'put'),
  'DELETE /visit-types/:id/retirement': retirement('visit-types', 'delete'),
};
