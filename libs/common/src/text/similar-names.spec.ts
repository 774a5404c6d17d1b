import { areSimilarNames } from './similar-names.js';

it.each([
  ['Robin Amsel', 'robin AMSEL'],
  ['Amsel, Robin', 'Robin Amsel'],
  ['Jörg Müller', 'Mueller Joerg'],
  ['Jörg Müller', 'Jorg Muller'],
  ['Anna Maria Müller', 'Müller, Anna'],
  ['Anna-Maria Müller', 'Annamaria Müller'],
  ['R. Amsel', 'Robin Amsel'],
  ['Robin Amsel', 'Robn Amsel'],
  ['Robin Amsel', 'Rboin Amsel'],
  ['Robin Amsel', 'Robin Ansel'],
  ['Robin Amsel', 'Robinn Amsel'],
  ['Wolfgang Schmidtbauer', 'Wolfgnag Schmitbauer'],
  ['Иван Петров', 'петров иван'],
  ['Наталья Петрова', 'Наталия Петрова'],
  ['محمد الأحمد', 'الاحمد مُحَمَّد'],
  ['王伟', '王伟'],
])('R19: %s may be %s', (one, other) => {
  expect(areSimilarNames(one, other)).toBe(true);
  expect(areSimilarNames(other, one)).toBe(true);
});

it.each([
  ['Robin Amsel', 'Kim Amsel'],
  ['Kim Amsel', 'Tim Amsel'],
  ['Robin Amsel', 'Robin Vogel'],
  ['Anna Anna', 'Anna Vogel'],
  ['Иван Петров', 'Анна Петрова'],
  ['Robin Amsel', ''],
  ['', ''],
  ['--', '..'],
  ['王伟', '李伟'],
])('R19: %s is not %s', (one, other) => {
  expect(areSimilarNames(one, other)).toBe(false);
  expect(areSimilarNames(other, one)).toBe(false);
});

it('compares the longest names in a moment', () => {
  const [one, other] = [`${'a '.repeat(49)}zz`, `${'a '.repeat(49)}yy`];
  expect(areSimilarNames(one, other)).toBe(false);
});
