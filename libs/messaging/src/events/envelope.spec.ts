import { asEnvelope } from './envelope.js';

const event = {
  id: '0b7f6a52-6c0f-4a4e-9d5e-0c5a3c6a0f11',
  type: 'appointment.booked.v1',
  occurredAt: '2026-12-01T09:00:00.000Z',
  requestId: null,
  traceparent: null,
  data: { appointmentId: 1, version: 1, doctorId: 1 },
};

it.each([
  ['an event', event],
  ['one of a gateway that knew no traces', { ...event, traceparent: undefined }],
  ['one with more than it had', { ...event, data: { ...event.data, locationId: 1 } }],
  ['one about a schedule', { ...event, type: 'schedule.changed.v1', data: { scope: 'location', id: 7 } }],
  ['one about a place', { ...event, type: 'location.changed.v1', data: { locationId: 7, revision: 1 } }],
])('takes %s', (_, data) => {
  expect(asEnvelope(data)).toBe(data);
});

it.each([
  ['nothing', undefined],
  ['null', null],
  ['text', 'appointment.booked.v1'],
  ['a list', [event]],
  ['no id', { ...event, id: undefined }],
  ['an id that is no UUID', { ...event, id: '1; DROP TABLE' }],
  ['an unknown type', { ...event, type: 'appointment.booked.v9' }],
  ['no time', { ...event, occurredAt: 'soon' }],
  ['a request id that is no text', { ...event, requestId: 7 }],
  ['a trace that is none', { ...event, traceparent: 'deadbeef' }],
  ['no data', { ...event, data: null }],
  ['data of another event', { ...event, data: { linkId: event.id } }],
  ['an id of something that is none', { ...event, data: { ...event.data, appointmentId: 'first' } }],
  ['a version before the first', { ...event, data: { ...event.data, version: 0 } }],
  ['a type that every object has', { ...event, type: 'constructor' }],
  [
    'a word that is not in the list',
    { ...event, type: 'schedule.changed.v1', data: { scope: 'all', id: 1 } },
  ],
])('refuses %s', (_, data) => {
  expect(() => asEnvelope(data)).toThrow(expect.objectContaining({ code: 'event.malformed' }) as Error);
});
