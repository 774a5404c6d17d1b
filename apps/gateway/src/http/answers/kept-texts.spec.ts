import { keptTexts } from './kept-texts.js';

/** What a text of four characters takes under a key of one. */
const room = 256 + 1 + 4;

it('keeps as many texts as fit, the newest', () => {
  const texts = keptTexts(3 * room - 2);
  for (const key of ['a', 'b', 'c']) texts.set(key, { state: '1', text: key.repeat(4) });
  expect(['a', 'b', 'c'].map((key) => texts.get(key)?.text)).toEqual([undefined, 'bbbb', 'cccc']);
  texts.set('b', { state: '2', text: 'bb' });
  texts.set('d', { state: '1', text: 'dddd' });
  expect(['b', 'c', 'd'].map((key) => texts.get(key)?.state)).toEqual(['2', '1', '1']);
});

it('keeps nothing that does not fit at all', () => {
  const texts = keptTexts(room - 1);
  texts.set('a', { state: '1', text: 'aaaa' });
  expect(texts.get('a')).toBeUndefined();
});

it('counts what it keeps them under, so that short answers to long questions find no more room', () => {
  const texts = keptTexts(2 * room);
  for (const key of ['a', 'b', 'c']) texts.set(key.repeat(room), { state: '1', text: '' });
  expect(texts.size).toBe(1);
});
