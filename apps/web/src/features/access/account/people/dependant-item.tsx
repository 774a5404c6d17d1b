import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../../../api/me.js';
import {
  type Dependant,
  guardiansOfQuery,
  inviteGuardianOf,
  inviteToClaim,
  removeDependant,
} from '../../../../api/people.js';
import { ConfirmButton } from '../../../../components/confirm-button.js';
import { Refusal } from '../../../../components/form/refusal.js';
import { fullDate, listOf } from '../../../../time/format.js';
import { messages } from '../../../../messages/index.js';
import styles from '../account.module.css';
import { EraseDependant } from './erase-dependant.js';
import { LinkForm } from './link-form.js';
import { Openable } from './openable.js';
import { EditForm } from './people-forms.js';
import { useChange } from '../use-change.js';

const texts = messages.account.people;

function OtherGuardians({ userId }: { userId: number }) {
  const me = useMe();
  const { data } = useQuery(guardiansOfQuery(userId));
  const others = data?.filter((guardian) => guardian.userId !== me?.id) ?? [];
  if (others.length === 0) return null;
  return (
    <small>
      {texts.guardiansOf} {listOf(others.map(({ username }) => username))}
    </small>
  );
}

function Invite({ dependant: { userId, name } }: { dependant: Dependant }) {
  return (
    <Openable label={texts.invite} name={texts.inviteFor(name)} hint={texts.inviteHint}>
      {() => (
        <LinkForm
          emailLabel={texts.inviteEmail}
          relationshipLabel={texts.inviteRelationship}
          button={texts.inviteButton}
          send={(email, relationship) => inviteGuardianOf(userId, { email, relationship })}
        />
      )}
    </Openable>
  );
}

function Claim({ dependant: { userId, name } }: { dependant: Dependant }) {
  return (
    <Openable label={texts.claim} name={texts.claimOf(name)} hint={texts.claimHint}>
      {() => (
        <LinkForm
          emailLabel={texts.claimEmail}
          button={texts.claimButton}
          send={(email) => inviteToClaim(userId, email)}
        />
      )}
    </Openable>
  );
}

/** A dependant of the user, and what can be changed about it. */
export function DependantItem({ dependant }: { dependant: Dependant }) {
  const { userId, name, birthDate, relationship, hasAccount } = dependant;
  const remove = useChange(() => removeDependant(userId), ['me', 'dependants']);
  const born = birthDate === null ? undefined : fullDate(birthDate);
  return (
    <>
      <div className={styles.item}>
        <div>
          <strong>{name}</strong>
          <small>{texts.described(texts.relationships[relationship], born)}</small>
          {hasAccount ? <small>{texts.ownAccount}</small> : <OtherGuardians userId={userId} />}
        </div>
      </div>
      <div className={styles.itemActions}>
        <Openable label={texts.edit} name={texts.editOf(name)}>
          {(close) => <EditForm person={dependant} onDone={close} />}
        </Openable>
        {!hasAccount && <Invite dependant={dependant} />}
        {!hasAccount && <Claim dependant={dependant} />}
        {!hasAccount && <EraseDependant dependant={dependant} />}
        <ConfirmButton
          label={texts.remove}
          name={texts.removeOf(name)}
          question={texts.removeSure(name)}
          busy={remove.isPending}
          onConfirm={() => {
            remove.mutate();
          }}
        />
      </div>
      <Refusal error={remove.error} />
    </>
  );
}
