import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  endEverySession,
  endSession,
  type SessionOfMine,
  sessionsQuery,
} from '../../../../api/access/sessions.js';
import { signOut } from '../../../../api/http/session.js';
import { ConfirmButton } from '../../../../components/confirm-button.js';
import { Refusal } from '../../../../components/form/refusal.js';
import { dateTime, deviceTimeZone } from '../../../../time/format.js';
import { LoadError } from '../../../../components/state/load-error.js';
import { addresses, navigate } from '../../../../routing/location.js';
import { Actions, Panel } from '../../../../components/panel.js';
import { messages } from '../../../../messages/index.js';
import styles from '../account.module.css';
import { useChange } from '../use-change.js';

const texts = messages.account.sessions;

function SessionItem({ session }: { session: SessionOfMine }) {
  const { id, current, lastSeenAt, createdAt } = session;
  const device = session.device ?? texts.unknown;
  const end = useChange(() => endSession(id), ['me', 'sessions']);
  return (
    <div className={styles.item}>
      <div>
        <strong>{device}</strong>
        <small>{current ? texts.here : texts.lastSeen(dateTime(lastSeenAt, deviceTimeZone()))}</small>
        <small>{texts.since(dateTime(createdAt, deviceTimeZone()))}</small>
      </div>
      {!current && (
        <Button
          variant="default"
          aria-label={texts.endOf(device)}
          aria-disabled={end.isPending}
          onClick={() => {
            if (!end.isPending) end.mutate();
          }}
        >
          {texts.end}
        </Button>
      )}
      <Refusal error={end.error} />
    </div>
  );
}

function EndAll() {
  const end = useChange(async () => {
    await endEverySession();
    await signOut();
    navigate(addresses.search);
  }, ['me', 'sessions']);
  return (
    <Actions>
      <ConfirmButton
        label={texts.endAll}
        question={texts.endAllSure}
        busy={end.isPending}
        onConfirm={() => {
          end.mutate();
        }}
      />
      <Refusal error={end.error} />
    </Actions>
  );
}

/** Where the reader is signed in, this session first. */
export function SessionsSection() {
  const query = useQuery(sessionsQuery());
  const sessions = query.data?.toSorted((one, other) => Number(other.current) - Number(one.current));
  return (
    <Panel>
      {query.isPending && <Skeleton height={120} />}
      {query.isError && (
        <LoadError
          compact
          title={messages.account.failed}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      <ul className={styles.items}>
        {sessions?.map((session) => (
          <li key={session.id}>
            <SessionItem session={session} />
          </li>
        ))}
      </ul>
      <EndAll />
    </Panel>
  );
}
