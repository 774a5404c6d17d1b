import { Button } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useMe } from '../../api/me.js';
import { useSession } from '../../api/http/session.js';
import { Link } from '../../routing/link.js';
import { addresses, useUrl, wantedFrom } from '../../routing/location.js';
import { messages } from '../../messages/index.js';
import styles from './account-menu.module.css';

/** Loaded for users only: it brings a library for floating elements. */
const OwnMenu = lazy(async () => ({ default: (await import('./own-menu.js')).OwnMenu }));

function SignInButton() {
  const url = useUrl();
  return (
    <Button
      component={Link}
      href={addresses.signIn(wantedFrom(url))}
      variant="light"
      radius="xl"
      className={styles.button}
    >
      {messages.nav.signIn}
    </Button>
  );
}

/** The menu of the signed-in user, or the link to sign in. */
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
