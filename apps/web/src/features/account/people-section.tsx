import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, done } from '../../api/client.js';
import { dependantsQuery, type Guardian, guardiansQuery } from '../../api/people.js';
import { ConfirmButton } from '../../components/confirm-button.js';
import { Refusal } from '../../components/form/refusal.js';
import { dateIn } from '../../components/dates.js';
import { deviceTimeZone, fullDate } from '../../components/format.js';
import { LoadError } from '../../components/load-error.js';
import { Panel } from '../../components/panel.js';
import { messages } from '../../messages/index.js';
import styles from './account.module.css';
import { DependantItem } from './dependant-item.js';
import { AddDependant, InviteMyGuardian } from './people-forms.js';
import { useChange } from './use-change.js';

const texts = messages.account.people;

function Dependants() {
  const query = useQuery(dependantsQuery());
  return (
    <Panel title={texts.dependants}>
      {query.isPending && <Skeleton height={64} />}
      {query.isError && (
        <LoadError
          compact
          title={messages.account.failed}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.data?.length === 0 && <p className={styles.plain}>{texts.none}</p>}
      <ul className={styles.items}>
        {query.data?.map((dependant) => (
          <li key={dependant.userId}>
            <DependantItem dependant={dependant} />
          </li>
        ))}
      </ul>
      <AddDependant />
    </Panel>
  );
}

function GuardianItem({ guardian }: { guardian: Guardian }) {
  const { userId, username, since } = guardian;
  const end = useChange(
    () => done(api.DELETE('/me/guardians/{userId}', { params: { path: { userId } } })),
    ['me', 'guardians'],
  );
  return (
    <div className={styles.item}>
      <div>
        <strong>{username}</strong>
        <small>{texts.guardianSince(fullDate(dateIn(deviceTimeZone(), new Date(since))))}</small>
      </div>
      <ConfirmButton
        label={texts.end}
        name={texts.endOf(username)}
        question={texts.endSure(username)}
        busy={end.isPending}
        onConfirm={() => {
          end.mutate();
        }}
      />
      <Refusal error={end.error} />
    </div>
  );
}

function Guardians() {
  const query = useQuery(guardiansQuery());
  return (
    <Panel title={texts.guardians}>
      {query.isPending && <Skeleton height={64} />}
      {query.isError && (
        <LoadError
          compact
          title={messages.account.failed}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.data?.length === 0 && <p className={styles.plain}>{texts.noGuardians}</p>}
      <ul className={styles.items}>
        {query.data?.map((guardian) => (
          <li key={guardian.userId}>
            <GuardianItem guardian={guardian} />
          </li>
        ))}
      </ul>
      <InviteMyGuardian />
    </Panel>
  );
}

/** Whom the reader books for, and who books for the reader. */
export function PeopleSection() {
  return (
    <>
      <Dependants />
      <Guardians />
    </>
  );
}
