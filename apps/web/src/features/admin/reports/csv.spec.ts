import { csvOf } from './csv.js';

it('writes numbers as they are, and text so that no spreadsheet takes it for a formula', () => {
  const figures = [
    { header: 'Doctor', value: (row: [string, number | null]) => row[0] },
    { header: 'Visits', value: (row: [string, number | null]) => row[1] },
  ];
  expect(
    csvOf(figures, [
      ['Dr. "Ada", Lovelace', 3],
      ['=1+1', null],
    ]),
  ).toBe('"Doctor","Visits"\r\n"Dr. ""Ada"", Lovelace",3\r\n"\'=1+1",""\r\n');
});
