import {
  assertWorksAt,
  canActFor,
  canAdminister,
  canDecideFor,
  canEraseDependant,
  canKeepPatients,
  canOfferAccount,
  type Person,
  workplacesOf,
  worksAt,
} from './policy.js';

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
  else expect(asserting).toThrow('Only staff of that location may do this.');
});

it('names the locations of staff, none of a doctor, and all of them for an admin', () => {
  expect(workplacesOf({ role: 'staff', locationIds: [1, 2] })).toEqual([1, 2]);
  expect(workplacesOf({ role: 'doctor', locationIds: [1, 2] })).toEqual([]);
  expect(workplacesOf({ role: 'admin' })).toBe('everywhere');
});

it.each([
  ['patient', false, false],
  ['doctor', false, false],
  ['staff', true, false],
  ['admin', true, true],
] as const)('a %s keeps patients: %j, administers accounts: %j', (role, keeps, administers) => {
  expect(canKeepPatients({ role })).toBe(keeps);
  expect(canAdminister({ role })).toBe(administers);
});

it('a user acts for the own account and for dependants', () => {
  const guardian = { userId: 1, dependantIds: [2] };
  expect([1, 2, 3].map((patientId) => canActFor(guardian, patientId))).toEqual([true, true, false]);
  expect(canActFor({ userId: 1 }, 2)).toBe(false);
});

const child: Person = { userId: 2, hasAccount: false, guardianIds: [1] };
const sharedChild: Person = { ...child, guardianIds: [1, 3] };
const parent: Person = { userId: 4, hasAccount: true, guardianIds: [1] };
const walkIn: Person = { userId: 5, hasAccount: false, guardianIds: [] };

it.each([
  ['a guardian', 1, child, true],
  ['one of two guardians', 3, sharedChild, true],
  ['another user', 9, child, false],
  ['a guardian of a person with an account', 1, parent, false],
  ['the person with the account', 4, parent, true],
  ['any user, of a person without guardians', 9, walkIn, false],
] as const)('%s decides for the person: user %j, %j: %j', (_, userId, person, decides) => {
  expect(canDecideFor({ userId }, person)).toBe(decides);
});

it.each([
  ['the only guardian', 1, child, true],
  ['one of two guardians', 1, sharedChild, false],
  ['another user', 9, child, false],
  ['the guardian of a person with an account', 1, parent, false],
] as const)('%s erases the dependant: user %j, %j: %j', (_, userId, person, erases) => {
  expect(canEraseDependant({ userId }, person)).toBe(erases);
});

it.each([
  ['a guardian', { userId: 1, role: 'patient' }, child, true],
  ['staff, where there is a guardian', { userId: 9, role: 'staff' }, child, false],
  ['staff, where there is no guardian', { userId: 9, role: 'staff' }, walkIn, true],
  ['a patient, where there is no guardian', { userId: 9, role: 'patient' }, walkIn, false],
] as const)('%s offers the person an account: %j, %j: %j', (_, actor, person, offers) => {
  expect(canOfferAccount(actor, person)).toBe(offers);
});
