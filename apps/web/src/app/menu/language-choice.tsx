import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keepLanguage, preferencesQuery } from '../../api/preferences.js';
import { useSession } from '../../api/http/session.js';
import { addresses, useUrl } from '../../routing/location.js';
import {
  chooseLanguage,
  isLanguageChosen,
  language,
  messages,
  rememberLanguage,
} from '../../messages/index.js';
import { type Language, languageNames, languages } from '../../messages/languages.js';
import styles from '../shell.module.css';

/** The API's value for an account that never chose a language: the page does not follow it. */
const unchosen: Language = 'en';

/**
 * On a new device the page speaks the language of the account, from its sign-in on. A booking that has begun is not
 * loaded anew in the middle: it ends in the language it began in.
 */
export function useAccountLanguage(): void {
  const { status } = useSession();
  const { pathname } = useUrl();
  const isNewDevice = status === 'signed-in' && !isLanguageChosen();
  const { data } = useQuery({ ...preferencesQuery(), enabled: isNewDevice });
  const preferred = data?.locale;
  const isBooking =
    pathname === new URL(addresses.book({ doctorId: 0, start: '' }), document.baseURI).pathname;
  useEffect(() => {
    if (!isNewDevice || preferred === undefined || preferred === unchosen) return;
    if (isBooking) rememberLanguage(preferred);
    else chooseLanguage(preferred);
  }, [isNewDevice, preferred, isBooking]);
}

/** The languages, each by its own name, at the end of every view. */
export function LanguageChoice() {
  const { status } = useSession();
  const choose = async (chosen: Language) => {
    // What cannot be kept in the account still holds on this device.
    if (status === 'signed-in') await keepLanguage(chosen).catch(() => undefined);
    chooseLanguage(chosen);
  };
  return (
    <footer className={styles.footer}>
      <ul aria-label={messages.nav.language}>
        {languages.map((each) => (
          <li key={each}>
            <button
              type="button"
              lang={each}
              aria-current={each === language ? 'true' : undefined}
              onClick={() => void choose(each)}
            >
              {languageNames[each]}
            </button>
          </li>
        ))}
      </ul>
    </footer>
  );
}
