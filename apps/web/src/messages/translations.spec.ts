import { ar } from './ar/index.js';
import { de } from './de/index.js';
import { en } from './en/index.js';

/** Every text that takes no parameters, by its path */
function textsOf(node: unknown, path: string): [path: string, text: string][] {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, inner]) =>
    textsOf(inner, path === '' ? name : `${path}.${name}`),
  );
}

/** Names, and words that German has taken over */
const sameEverywhere = new Set([
  'Docket',
  'In Docket',
  'Outlook',
  'Video',
  'Code',
  'Name',
  'Name:',
  'Status',
  'SMS',
  'Push',
  'Text',
  'HTML',
]);

describe.each([
  ['German', de],
  ['Arabic', ar],
])('%s', (_name, translation) => {
  it('has a text of its own wherever English has one', () => {
    const english = new Map(textsOf(en, ''));
    const left = textsOf(translation, '').filter(
      ([path, text]) => text === english.get(path) && !sameEverywhere.has(text),
    );
    expect(left).toEqual([]);
    expect(
      textsOf(translation, '')
        .map(([path]) => path)
        .sort(),
    ).toEqual([...english.keys()].sort());
  });
});

it('counts in six Arabic forms', () => {
  const counts = [0, 1, 2, 3, 11, 100].map((count) => ar.week.count(count));
  expect(new Set(counts).size).toBe(6);
});

it('says in the reader’s words what the API says of a field', () => {
  const params = { min: 8, max: 500, places: 2, allowed: [], other: '', kind: '' };
  for (const { fieldErrors } of [en, de, ar]) {
    const said = Object.values(fieldErrors).map((words) =>
      typeof words === 'string' ? words : words(params),
    );
    for (const sentence of said) expect(sentence).toMatch(/^\S.*\.$/u);
    expect(said.some((sentence) => sentence.includes('500'))).toBe(true);
  }
});
