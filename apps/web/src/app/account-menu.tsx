import { Button } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useMe } from '../api/me.js';
import { useSession } from '../api/session.js';
import { PersonIcon } from '../components/icons.js';
import { Link } from '../components/link.js';
import { addresses, useUrl } from '../components/location.js';
import { messages } from '../messages/index.js';

const { nav } = messages;

/** Visitors do without it, and it brings much along that places menus on the screen. */
const OwnMenu = lazy(() => import('./own-menu.js'));

function SignInButton() {
  const url = useUrl();
  const here = url.pathname + url.search;
  return (
    <Button component={Link} href={addresses.signIn(here)} variant="light" radius="xl">
      {nav.signIn}
    </Button>
  );
}

/** The menu's button as it will look, while the menu is on its way */
function Name({ children }: { children: string }) {
  return (
    <Button
      variant="light"
      radius="xl"
      leftSection={<PersonIcon />}
      aria-label={nav.menu(children)}
      aria-busy
    >
      {children}
    </Button>
  );
}

/** Who is signed in and what is theirs, or the way in. */
export function AccountMenu() {
  const { status } = useSession();
  const me = useMe();
  if (me !== undefined)
    return (
      <Suspense fallback={<Name>{me.username}</Name>}>
        <OwnMenu me={me} />
      </Suspense>
    );
  return status === 'signed-out' ? <SignInButton /> : null;
}
