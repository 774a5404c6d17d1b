import { Skeleton } from '@mantine/core';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { dependantsQuery, type Guardian, guardiansQuery, removeGuardian } from '../../../../api/people.js';
import { ConfirmButton } from '../../../../components/confirm-button.js';
import { Refusal } from '../../../../components/form/refusal.js';
import { dateIn } from '../../../../time/dates.js';
import { deviceTimeZone, fullDate } from '../../../../time/format.js';
import { LoadError } from '../../../../components/state/load-error.js';
import { Panel } from '../../../../components/panel.js';
import { messages } from '../../../../messages/index.js';
import styles from '../account.module.css';
import { DependantItem } from './dependant-item.js';
import { InviteMyGuardian } from './link-form.js';
import { AddDependant } from './people-forms.js';
import { useChange } from '../use-change.js';

const texts = messages.account.people;

interface PeopleProps<T extends { userId: number }> {
  title: string;
  query: UseQueryResult<T[]>;
  /** What is said while the list is empty */
  none: string;
  item: (person: T) => ReactNode;
  /** How a person comes onto the list */
  children: ReactNode;
}

function People<T extends { userId: number }>({ title, query, none, item, children }: PeopleProps<T>) {
  return (
    <Panel title={title}>
      {query.isPending && <Skeleton height={64} />}
      {query.isError && (
        <LoadError
          compact
          title={messages.account.failed}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.data?.length === 0 && <p className={styles.plain}>{none}</p>}
      <ul className={styles.items}>
        {query.data?.map((person) => (
          <li key={person.userId}>{item(person)}</li>
        ))}
      </ul>
      {children}
    </Panel>
  );
}

function GuardianItem({ guardian }: { guardian: Guardian }) {
  const { userId, username, since } = guardian;
  const end = useChange(() => removeGuardian(userId), ['me', 'guardians']);
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

/** The dependants that the user books for, and the guardians who book for the user. */
export function PeopleSection() {
  const dependants = useQuery(dependantsQuery());
  const guardians = useQuery(guardiansQuery());
  return (
    <>
      <People
        title={texts.dependants}
        query={dependants}
        none={texts.none}
        item={(dependant) => <DependantItem dependant={dependant} />}
      >
        <AddDependant />
      </People>
      <People
        title={texts.guardians}
        query={guardians}
        none={texts.noGuardians}
        item={(guardian) => <GuardianItem guardian={guardian} />}
      >
        <InviteMyGuardian />
      </People>
    </>
  );
}
