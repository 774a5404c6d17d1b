import { inviteGuardian, type Relationship } from '../../../../api/people.js';
import { ActForm } from '../../../../components/form/act-form.js';
import { useAct } from '../../../../components/form/act.js';
import { TextField } from '../../../../components/form/inputs.js';
import { Saved } from '../../../../components/panel.js';
import { messages } from '../../../../messages/index.js';
import { Openable } from './openable.js';
import { RelationshipField, relationshipOf } from './relationship.js';

const texts = messages.account.people;

interface LinkFormProps {
  emailLabel: string;
  button: string;
  /** Asks for the relationship of the two */
  relationshipLabel?: string;
  send: (email: string, relationship: Relationship) => Promise<unknown>;
}

/** Sends a link by mail and names the address. */
export function LinkForm({ emailLabel, button, relationshipLabel, send }: LinkFormProps) {
  const act = useAct(async (typed) => {
    const email = typed('email').trim();
    await send(email, relationshipOf(typed('relationship')));
    return email;
  });
  return (
    <>
      <ActForm act={act} button={button}>
        {(errors) => (
          <>
            <TextField
              type="email"
              of="GuardianInvitationDto.email"
              label={emailLabel}
              errors={errors}
              required
            />
            {relationshipLabel !== undefined && (
              <RelationshipField label={relationshipLabel} names={texts.inviteOptions} errors={errors} />
            )}
          </>
        )}
      </ActForm>
      <Saved>{act.isSuccess && texts.sent(act.data)}</Saved>
    </>
  );
}

export function InviteMyGuardian() {
  return (
    <Openable label={texts.invite} hint={texts.inviteHint}>
      {() => (
        <LinkForm
          emailLabel={texts.inviteEmail}
          relationshipLabel={texts.inviteSelfRelationship}
          button={texts.inviteButton}
          send={(email, relationship) => inviteGuardian({ email, relationship })}
        />
      )}
    </Openable>
  );
}
