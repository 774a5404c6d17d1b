import { Button, Menu } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { type Me, nameOf } from '../../api/me.js';
import { inboxQuery, unreadIn } from '../../api/notifications.js';
import { signOut, useSession } from '../../api/http/session.js';
import { PersonIcon } from '../../components/icons/icons.js';
import { Link } from '../../routing/link.js';
import { addresses, navigate } from '../../routing/location.js';
import { messages } from '../../messages/index.js';
import styles from './account-menu.module.css';

const { nav } = messages;

/** How many messages are new; the words go with the button's name. */
function useUnread(): { count: number; words: string } | undefined {
  const { status } = useSession();
  const { data } = useInfiniteQuery({ ...inboxQuery(), enabled: status === 'signed-in' });
  const unread = unreadIn(data?.pages ?? []);
  return unread.count === 0
    ? undefined
    : { count: unread.count, words: messages.inbox.count(unread.count, unread.more) };
}

/** The user's own pages, behind their name. */
export function OwnMenu({ me }: { me: Me }) {
  const item = (href: string, label: string): ReactNode => (
    <Menu.Item component={Link} href={href}>
      {label}
    </Menu.Item>
  );
  const unread = useUnread();
  const name = nav.menu(nameOf(me));
  return (
    <Menu position="bottom-end" width={220} shadow="md">
      <Menu.Target>
        <Button
          variant="light"
          radius="xl"
          className={styles.button}
          leftSection={<PersonIcon />}
          aria-label={unread === undefined ? name : messages.sentence(name, unread.words)}
        >
          <span dir="auto" className={styles.name}>
            {nameOf(me)}
          </span>
          {unread !== undefined && <span className={styles.unread}>{unread.count}</span>}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {item(addresses.account, nav.account)}
        {item(addresses.inbox, nav.inbox)}
        {me.role === 'patient' && item(addresses.waitlist, nav.waitlist)}
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
