import { pickLanguage, pickLocale } from './languages.js';

it('speaks the chosen language, else the first of the reader’s that it knows', () => {
  expect(pickLanguage('ar', ['de-DE'])).toBe('ar');
  expect(pickLanguage(null, ['fr-FR', 'de-AT', 'en'])).toBe('de');
  expect(pickLanguage('xx', ['fr-FR'])).toBe('en');
});

it('writes dates in the reader’s kind of the language', () => {
  expect(pickLocale('en', ['de-DE', 'en-AU', 'en'])).toBe('en-AU');
  expect(pickLocale('en', ['ar'])).toBe('en-GB');
  expect(pickLocale('de', ['de-CH'])).toBe('de-CH');
  expect(pickLocale('ar', ['en'])).toBe('ar-u-nu-latn');
  expect(pickLocale('ar', ['ar-EG'])).toBe('ar-EG-u-nu-latn');
});
