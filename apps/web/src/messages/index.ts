import { en, type Messages } from './en/index.js';
import { directionOf, isLanguage, type Language, languages, pickLanguage, pickLocale } from './languages.js';

const storageKey = 'docket.language';
const wanted = typeof navigator === 'undefined' ? [] : navigator.languages;

/** What storage refuses, in a private window for example, is chosen anew by the next visit. */
function remembered(): string | null {
  try {
    return window.localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

/** In unit tests there is no window, and the texts are English. */
export const language: Language =
  typeof window === 'undefined' ? languages[0] : pickLanguage(remembered(), wanted);

export const direction = directionOf(language);

/** For dates and numbers */
export const locale: string = pickLocale(language, wanted);

const translations: Record<Exclude<Language, 'en'>, () => Promise<Messages>> = {
  de: async () => (await import('./de/index.js')).de,
  ar: async () => (await import('./ar/index.js')).ar,
};

/** Loaded before the module of any view runs. English steps in when a translation cannot be had. */
export const messages: Messages = language === 'en' ? en : await translations[language]().catch(() => en);

/** Whether a language was chosen on this device; else it follows the account, and the browser. */
export const isLanguageChosen = (): boolean => isLanguage(remembered());

/** The language of the next view that is loaded. */
export function rememberLanguage(chosen: Language): boolean {
  try {
    window.localStorage.setItem(storageKey, chosen);
    return true;
  } catch {
    return false;
  }
}

/** Shows the page in another language from now on. The address holds the state of every view, so it is loaded anew. */
export function chooseLanguage(chosen: string): void {
  if (!isLanguage(chosen)) return;
  if (rememberLanguage(chosen) && chosen !== language) window.location.reload();
}
