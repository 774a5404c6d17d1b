import { Button } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useMe } from '../api/me.js';
import { useSession } from '../api/session.js';
import { Link } from '../components/link.js';
import { addresses, useUrl } from '../components/location.js';
import { messages } from '../messages/index.js';
import styles from './account-menu.module.css';

/** Visitors never see it, and it brings a library for what floats. */
const OwnMenu = lazy(async () => ({ default: (await import('./own-menu.js')).OwnMenu }));

function SignInButton() {
  const url = useUrl();
  const here = url.pathname + url.search;
  return (
    <Button
      component={Link}
      href={addresses.signIn(here)}
      variant="light"
      radius="xl"
      className={styles.button}
    >
      {messages.nav.signIn}
    </Button>
  );
}

/** Who is signed in and what is theirs, or the way in. */
export function AccountMenu() {
  const { status } = useSession();
  const me = useMe();
  if (me !== undefined) {
    return (
      <Suspense>
        <OwnMenu me={me} />
      </Suspense>
    );
  }
  return status === 'signed-out' ? <SignInButton /> : null;
}
