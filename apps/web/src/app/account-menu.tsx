import { Button, Menu } from '@mantine/core';
import { type ReactNode } from 'react';
import { type Me, useMe } from '../api/me.js';
import { signOut, useSession } from '../api/session.js';
import { PersonIcon } from '../components/icons.js';
import { Link } from '../components/link.js';
import { addresses, navigate, useUrl } from '../components/location.js';
import { messages } from '../messages/index.js';

const { nav } = messages;

function SignInButton() {
  const url = useUrl();
  const here = url.pathname + url.search;
  return (
    <Button component={Link} href={addresses.signIn(here)} variant="light" radius="xl">
      {nav.signIn}
    </Button>
  );
}

function OwnMenu({ me }: { me: Me }) {
  const item = (href: string, label: string): ReactNode => (
    <Menu.Item component={Link} href={href}>
      {label}
    </Menu.Item>
  );
  return (
    <Menu position="bottom-end" width={220} shadow="md">
      <Menu.Target>
        <Button variant="light" radius="xl" leftSection={<PersonIcon />} aria-label={nav.menu(me.username)}>
          {me.username}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {item(addresses.account, nav.account)}
        {item(addresses.inbox, nav.inbox)}
        <Menu.Divider />
        <Menu.Item
          onClick={() => {
            navigate(addresses.search);
            void signOut();
          }}
        >
          {nav.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Who is signed in and what is theirs, or the way in. */
export function AccountMenu() {
  const { status } = useSession();
  const me = useMe();
  if (me !== undefined) return <OwnMenu me={me} />;
  return status === 'signed-out' ? <SignInButton /> : null;
}
