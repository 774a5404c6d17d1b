import { changesIn, differencesIn } from './differences.js';

const opened = { name: 'Harbour', phone: null as string | null, price: 40, languages: ['en'], version: 3 };

const differencesTo = (now: Partial<typeof opened>, wanted: Partial<typeof opened>) =>
  differencesIn({ seen: opened, now: { ...opened, ...now }, wanted, changes: changesIn(opened, wanted) });

it('sends what was changed, and nothing else', () => {
  const wanted = { name: 'Harbour', phone: '+49301', languages: ['en'] };
  expect(changesIn(opened, wanted)).toEqual({ phone: '+49301' });
});

it('R22: shows a field that both have changed, as it is now and as it was typed', () => {
  expect(differencesTo({ price: 41 }, { price: 50 })).toEqual([
    { name: 'price', now: 41, yours: { value: 50 } },
  ]);
  expect(differencesTo({ phone: '+1', languages: [] }, { phone: null, languages: ['en', 'de'] })).toEqual([
    { name: 'phone', now: '+1', yours: undefined },
    { name: 'languages', now: [], yours: { value: ['en', 'de'] } },
  ]);
});

it('shows nothing where only one of the two changed a field, or both said the same', () => {
  expect(differencesTo({}, { name: 'Quay' })).toEqual([]);
  expect(differencesTo({ name: 'Quay' }, { name: 'Quay' })).toEqual([]);
  // The form has no such field.
  expect(differencesTo({ price: 41 }, { name: 'Quay' })).toEqual([]);
});

it('shows no change twice', () => {
  const now = { ...opened, price: 41, version: 4 };
  const wanted = { price: 50 };
  expect(differencesIn({ seen: now, now, wanted, changes: wanted })).toEqual([]);
  expect(differencesIn({ seen: now, now: { ...now, price: 42 }, wanted, changes: wanted })).toHaveLength(1);
});
