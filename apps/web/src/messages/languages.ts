/** The languages that the page speaks; the first one when the reader's is not among them. */
export const languages = ['en', 'de', 'ar'] as const;

export type Language = (typeof languages)[number];

export const isLanguage = (text: string | null | undefined): text is Language =>
  languages.some((language) => language === text);

/** Each language by its own name, for readers who know no other. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  ar: 'العربية',
};

export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');

const primary = (tag: string): string => tag.split('-')[0]?.toLowerCase() ?? '';

/** @param chosen what the reader chose here before; else the browser's languages count, in their order */
export function pickLanguage(chosen: string | null, wanted: readonly string[]): Language {
  if (isLanguage(chosen)) return chosen;
  return wanted.map(primary).find(isLanguage) ?? languages[0];
}

/**
 * The reader's own kind of the language, such as en-US, which decides how dates and numbers look. Arabic is written
 * with Latin digits, as in its messages: phone numbers, references and codes have them too.
 */
export function pickLocale(language: Language, wanted: readonly string[]): string {
  const own = wanted.find((tag) => primary(tag) === language) ?? (language === 'en' ? 'en-GB' : language);
  return language === 'ar' && !own.includes('-u-') ? `${own}-u-nu-latn` : own;
}
