import { assertWorksAt, workplacesOf, worksAt } from './works-at.js';

it.each([
  ['staff', [1, 2], true],
  ['staff', [2], false],
  ['staff', [], false],
  ['staff', undefined, false],
  ['admin', [], true],
  ['doctor', [1], false],
  ['patient', [1], false],
] as const)('%s of the locations %j work at location 1: %j', (role, locationIds, works) => {
  const worker = { role, ...(locationIds !== undefined && { locationIds }) };
  expect(worksAt(worker, 1)).toBe(works);
  const asserting = (): void => {
    assertWorksAt(worker, 1);
  };
  if (works) expect(asserting).not.toThrow();
  else expect(asserting).toThrow('This is for those who work at that location.');
});

it('names the places of staff, and of nobody who is none', () => {
  expect(workplacesOf({ role: 'staff', locationIds: [1, 2] })).toEqual([1, 2]);
  expect(workplacesOf({ role: 'doctor', locationIds: [1, 2] })).toEqual([]);
  expect(workplacesOf({ role: 'admin' })).toBe('everywhere');
});
