import { keptTexts } from './kept-texts.js';

it('keeps as many texts as fit, the newest', () => {
  const texts = keptTexts(10);
  for (const key of ['a', 'b', 'c']) texts.set(key, { state: '1', text: key.repeat(4) });
  expect(['a', 'b', 'c'].map((key) => texts.get(key)?.text)).toEqual([undefined, 'bbbb', 'cccc']);
  texts.set('b', { state: '2', text: 'bb' });
  texts.set('d', { state: '1', text: 'dddd' });
  expect(['b', 'c', 'd'].map((key) => texts.get(key)?.state)).toEqual(['2', '1', '1']);
});

it('keeps nothing that does not fit at all', () => {
  const texts = keptTexts(3);
  texts.set('a', { state: '1', text: 'aaaa' });
  expect(texts.get('a')).toBeUndefined();
});
