import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { lazy, type MouseEvent, type ReactNode, Suspense } from 'react';
import { useSession } from '../api/http/session.js';
import { MoonIcon, OfflineIcon, SunIcon } from '../components/icons/icons.js';
import { Link } from '../routing/link.js';
import { addresses } from '../routing/location.js';
import { useOnline } from '../api/http/online.js';
import { messages } from '../messages/index.js';
import { AccountMenu } from './menu/account-menu.js';
import { LanguageChoice, useAccountLanguage } from './menu/language-choice.js';
import { MainNav } from './menu/main-nav.js';
import { NewVersion } from './new-version.js';
import styles from './shell.module.css';

/** Loaded last: the page is complete without it. */
const SessionEnded = lazy(async () => ({ default: (await import('./session-ended.js')).SessionEnded }));
const LiveInbox = lazy(() => import('./live-inbox.js'));

function ColorSchemeButton() {
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';
  return (
    <ActionIcon
      variant="subtle"
      size={44}
      radius="xl"
      aria-label={dark ? messages.app.toLight : messages.app.toDark}
      onClick={() => {
        setColorScheme(dark ? 'light' : 'dark');
      }}
    >
      {dark ? <SunIcon /> : <MoonIcon />}
    </ActionIcon>
  );
}

function Mark() {
  return (
    <svg className={styles.mark} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" />
      <path d="M10 8.5v3M22 8.5v3M8 14.5h16M11.5 20.5l3 3 6-6" />
    </svg>
  );
}

/** What surrounds every view: the name, the way home, the colour scheme and the state of the connection. */
export function Shell({ children }: { children: ReactNode }) {
  const online = useOnline();
  const { status } = useSession();
  useAccountLanguage();
  const skip = (event: MouseEvent) => {
    event.preventDefault();
    document.querySelector<HTMLElement>('main h1')?.focus();
  };
  return (
    <>
      <a className={styles.skip} href="#content" onClick={skip}>
        {messages.app.skip}
      </a>
      <header className={styles.header}>
        <div className={styles.bar}>
          <Link href={addresses.search} className={styles.brand} aria-label={messages.app.home}>
            <Mark />
            {messages.app.name}
          </Link>
          <MainNav />
          <div className={styles.tools}>
            <ColorSchemeButton />
            <AccountMenu />
          </div>
        </div>
      </header>
      <div role="status">
        {!online && (
          <p className={styles.offline}>
            <OfflineIcon /> {messages.app.offline}
          </p>
        )}
      </div>
      <main id="content" className={styles.main}>
        {children}
      </main>
      <NewVersion />
      <LanguageChoice />
      {status === 'ended' && (
        <Suspense>
          <SessionEnded />
        </Suspense>
      )}
      {status === 'signed-in' && (
        <Suspense>
          <LiveInbox />
        </Suspense>
      )}
    </>
  );
}
