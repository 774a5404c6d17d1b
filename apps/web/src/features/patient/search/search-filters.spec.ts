import { readSearch } from './search-filters.js';

const today = '2026-12-01';
const filtersOf = (query: string) =>
  readSearch(new URL(`https://clinic.example/app/?${query}`), today).filters;

it('reads every filter of an address', () => {
  const query =
    'specialization=Cardiology&q=ada&location=2&near=52.52,13.4&from=2026-12-03&until=2026-12-09&mode=video&language=de&sort=distance';
  expect(filtersOf(query)).toEqual({
    specialization: 'Cardiology',
    q: 'ada',
    location: '2',
    near: '52.52,13.4',
    from: '2026-12-03',
    until: '2026-12-09',
    mode: 'video',
    language: 'de',
    sort: 'distance',
  });
});

it('leaves out what makes no sense', () => {
  const query =
    'location=x&near=here&from=2026-02-30&until=soon&mode=letter&language=D&sort=distance&pages=0';
  const { filters, pages } = readSearch(new URL(`https://clinic.example/app/?${query}`), today);
  expect(new Set(Object.values(filters))).toEqual(new Set(['']));
  expect(pages).toBe(1);
});

it('asks for no dates that are over, and for no more than the API looks through', () => {
  expect(filtersOf('from=2026-11-01&until=2026-11-08')).toMatchObject({ from: '', until: '' });
  expect(filtersOf('from=2026-11-01&until=2026-12-08')).toMatchObject({ from: '', until: '2026-12-08' });
  expect(filtersOf('from=2026-12-10&until=2026-12-08')).toMatchObject({ until: '2026-12-10' });
  expect(filtersOf('from=2026-12-10&until=2027-12-08')).toMatchObject({ until: '2027-01-09' });
});
