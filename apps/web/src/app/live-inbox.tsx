import { Notifications, notifications } from '@mantine/notifications';
import '@mantine/core/styles/Notification.css';
import '@mantine/notifications/styles.css';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listen } from '../api/http/live.js';
import { inboxQuery, type InboxMessage } from '../api/notifications.js';
import { Link } from '../routing/link.js';
import { subjectAddress } from '../features/patient/inbox/message-subject.js';
import { messages } from '../messages/index.js';

const shownMilliseconds = 10_000;

function show(message: InboxMessage): void {
  const { href, label } = subjectAddress(message);
  notifications.show({
    id: String(message.id),
    title: message.title,
    message: (
      <>
        {message.body} <Link href={href}>{label}</Link>
      </>
    ),
    autoClose: shownMilliseconds,
    closeButtonProps: { 'aria-label': messages.inbox.closeToast },
  });
}

/** Shows messages as they come. While the stream is broken, the inbox is asked from time to time. */
export default function LiveInbox() {
  const client = useQueryClient();
  useEffect(
    () =>
      listen(
        () => {
          // Messages that came while the stream was broken
          void client.invalidateQueries({ queryKey: inboxQuery().queryKey });
          return '/v1/me/notifications/stream';
        },
        ({ type, data }) => {
          if (type !== 'notification') return;
          show(JSON.parse(data) as InboxMessage);
          void client.invalidateQueries({ queryKey: inboxQuery().queryKey });
          void client.invalidateQueries({ queryKey: ['appointments'] });
          void client.invalidateQueries({ queryKey: ['waitlist'] });
        },
      ),
    [client],
  );
  return <Notifications position="top-right" role="status" />;
}
