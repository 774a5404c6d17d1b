import { type VisitType } from '../../../api/admin/visit-types.js';
import { offerOrder, overridesOf } from './offer.js';

const visitType = (id: number, durationMinutes = 30): VisitType => ({
  id,
  name: `Visit type ${id}`,
  durationMinutes,
  slotIntervalMinutes: 15,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 10,
  minimumNoticeMinutes: 0,
  horizonDays: 90,
  cancelCutoffMinutes: 0,
  rescheduleCutoffMinutes: 0,
  confirmation: 'manual',
  mode: 'in_person',
  price: null,
  retiresOn: null,
  version: 1,
});

it('puts the chosen visit type first, keeps the order of the others, and adds new ones at the end', () => {
  const offered = [visitType(5), visitType(2), visitType(7)];
  expect(offerOrder(offered, [2, 3, 5, 7], 7)).toEqual([7, 5, 2, 3]);
});

it('keeps what a doctor needs more time for, as long as the visit type is offered', () => {
  const offered = [visitType(1, 45), visitType(2), visitType(3, 60)];
  const usual = [visitType(1), visitType(2), visitType(3)];
  expect(overridesOf(offered, usual, [1, 2])).toEqual([{ visitTypeId: 1, durationMinutes: 45 }]);
});
