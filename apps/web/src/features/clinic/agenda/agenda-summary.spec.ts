import { type Visit } from '../../../api/clinic/agenda.js';
import { summaryOf } from './agenda-summary.js';

const now = new Date('2026-12-01T09:10:00Z');

const visit = (id: number, time: string, status: Visit['status']): Visit => ({
  id,
  userId: id,
  doctorId: 1,
  visitTypeId: 1,
  locationId: 1,
  timeZone: 'UTC',
  appointmentDateTime: `2026-12-01T${time}:00Z`,
  endsAt: new Date(Date.parse(`2026-12-01T${time}:00Z`) + 1_200_000).toISOString(),
  status,
  reason: null,
  version: 1,
  createdAt: '2026-11-01T00:00:00Z',
  seriesId: null,
  overbooked: false,
  cancelledBecause: null,
  patient: { id, username: 'ada', name: null, phone: null, deceasedOn: null },
});

it('calls in patients who have arrived before those who are expected, and counts the late ones', () => {
  const visits = [
    visit(1, '08:00', 'confirmed'),
    visit(2, '09:00', 'confirmed'),
    visit(3, '09:30', 'checked_in'),
    visit(4, '10:00', 'cancelled'),
  ];
  expect(summaryOf(visits, now)).toMatchObject({ next: { id: 3 }, here: 1, late: 2, count: 3 });
});

it('expects no patient whose time is over', () => {
  const over = visit(1, '08:00', 'confirmed');
  expect(summaryOf([over, visit(2, '09:00', 'confirmed')], now).next?.id).toBe(2);
  expect(summaryOf([over, visit(2, '09:00', 'completed')], now).next).toBeUndefined();
});
