import { foldedName, foldedSpellings, foldedText } from './folded-text.js';

it.each([
  ['Müller', 'muller'],
  ['MÜLLER', 'muller'],
  ['Mu\u0308ller', 'muller'],
  ['Straße', 'strasse'],
  ['GROẞ', 'gross'],
  ['ИВАН', 'иван'],
  ['Фёдор', 'федор'],
  ['ΝΙΚΟΣ', 'νικοσ'],
  ['Νίκος', 'νικοσ'],
  ['IŞIK', 'isik'],
  ['ışık', 'isik'],
  ['İzmir', 'izmir'],
  ['Søren Ærø', 'soren aero'],
  ['Łukasz Đoković', 'lukasz dokovic'],
  ['مُحَمَّد', 'محمد'],
  ['محـــمد', 'محمد'],
  ['أحمد', 'احمد'],
  ['فاطمة', 'فاطمه'],
  ['علی', 'علي'],
  ['O’Brien', 'obrien'],
  ["O'Brien", 'obrien'],
  ['  Ada \u00a0 Lovelace ', 'ada lovelace'],
  ['Ada\u200b Lovelace', 'ada lovelace'],
  ['Ｄｏｃ', 'doc'],
  ['ﬁscher', 'fischer'],
  ['王伟', '王伟'],
  ['٠١٧١', '0171'],
  ['۰۱۷۱', '0171'],
  ['हिन्दी', 'हिन्दी'],
])('R16: %s is compared as %s', (text, folded) => {
  expect(foldedText(text)).toBe(folded);
});

it.each([
  ['Müller', ['muller', 'mueller']],
  ['Mueller', ['mueller']],
  ['Jörg Ångström', ['jorg angstrom', 'joerg aangstroem']],
  ['Løvås', ['lovas', 'loevaas']],
  ['Ada', ['ada']],
])('R16: %s may have been typed as %j', (text, spellings) => {
  expect(foldedSpellings(text)).toEqual(spellings);
});

it('R16: a name is the same with the last name first', () => {
  expect(foldedName('Müller, Anna-Maria')).toBe('anna maria muller');
  expect(foldedName('anna maria MÜLLER')).toBe('anna maria muller');
});
