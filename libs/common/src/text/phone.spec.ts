import { parsePhone, shownPhone } from './phone.js';

it.each([
  ['0171 1234567', 'DE', '+491711234567'],
  ['0171/123 45-67', 'DE', '+491711234567'],
  ['(0171) 1234567', 'DE', '+491711234567'],
  ['+49 (0)171 1234567', undefined, '+491711234567'],
  ['+49 (0) 171 1234567', 'US', '+491711234567'],
  ['0049 171 1234567', undefined, '+491711234567'],
  ['0049 (0)171 1234567', 'DE', '+491711234567'],
  ['011 49 171 1234567', 'US', '+491711234567'],
  ['tel:+49-171-1234567', undefined, '+491711234567'],
  ['٠١٧١ ١٢٣٤٥٦٧', 'DE', '+491711234567'],
  ['\u202a+49 171 1234567\u202c', undefined, '+491711234567'],
  ['+4930123456', undefined, '+4930123456'],
  ['8 912 345-67-89', 'RU', '+79123456789'],
  ['+39 06 1234 5678', undefined, '+390612345678'],
  ['+225 01 23 45 67 89', undefined, '+2250123456789'],
  ['06 1234 5678', 'IT', '+390612345678'],
  ['(202) 555-0123', 'US', '+12025550123'],
  ['07700 900123', 'GB', '+447700900123'],
])('R17: %s in %s is %s', (text, country, number) => {
  expect(parsePhone(text, country)).toBe(number);
});

it.each([
  ['a trunk zero after the country code', '+4901711234567', undefined],
  ['a trunk zero after 00', '004901711234567', 'DE'],
  ['a trunk prefix of another country', '+7 8 912 3456789', undefined],
  ['a national number of no country', '0171 1234567', undefined],
  ['a national number of a country that there is not', '0171 1234567', 'XX'],
  ['a prefix of a national number', '0171', 'DE'],
  ['too few digits', '+49171', undefined],
  ['too many digits', '+4917112345671234567', undefined],
  ['a country code that there is not', '+999123456', undefined],
  ['an extension', '0171 1234567 ext. 5', 'DE'],
  ['words', 'call 0171 1234567', 'DE'],
  ['an emergency number', '110', 'DE'],
  ['no text', '', 'DE'],
  ['a long text', '0171 1234567'.padEnd(60, ' -'), 'DE'],
])('R17: %s is no telephone number', (_, text, country) => {
  expect(parsePhone(text, country)).toBeUndefined();
});

it.each([
  ['+491711234567', 'DE', '0171 1234567'],
  ['+491711234567', 'US', '+49 171 1234567'],
  ['+491711234567', undefined, '+49 171 1234567'],
  ['+12025550123', 'US', '(202) 555-0123'],
  ['030 - ask for Ada', 'DE', '030 - ask for Ada'],
])('R17: %s is shown in %s as %s', (number, country, shown) => {
  expect(shownPhone(number, country)).toBe(shown);
});
