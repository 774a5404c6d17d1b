import { useQueryClient } from '@tanstack/react-query';
import { type Dependant, eraseDependant } from '../../../../api/people.js';
import { ActForm } from '../../../../components/form/act-form.js';
import { useAct } from '../../../../components/form/act.js';
import { PasswordField } from '../../../../components/form/password-field.js';
import { messages } from '../../../../messages/index.js';
import { CancelledVisits } from '../cancelled-visits.js';
import { Openable } from './openable.js';

const texts = messages.account.people;

function EraseForm({ userId }: { userId: number }) {
  const client = useQueryClient();
  const act = useAct(async (typed) => {
    await eraseDependant(userId, typed('password'));
    await client.invalidateQueries({ queryKey: ['me', 'dependants'] });
  });
  return (
    <>
      <CancelledVisits dependantId={userId} />
      <ActForm act={act} button={texts.eraseButton}>
        {(errors) => (
          <PasswordField
            name="password"
            label={messages.account.currentPassword}
            error={errors.password}
            autoComplete="current-password"
          />
        )}
      </ActForm>
    </>
  );
}

/** The end of everything that is kept about a dependant without an account; the guardian's password is asked for. */
export function EraseDependant({ dependant: { userId, name } }: { dependant: Dependant }) {
  return (
    <Openable label={texts.erase} name={texts.eraseOf(name)} hint={texts.eraseHint(name)}>
      {() => <EraseForm userId={userId} />}
    </Openable>
  );
}
