import { signIn } from '../../api/http/session.js';
import { messages } from '../../messages/index.js';
import { ActForm } from '../form/act-form.js';
import { useAct } from '../form/act.js';
import { SignInFields } from '../form/fields.js';
import { credentialsIn } from './credentials.js';

interface SignInFormProps {
  onDone: () => void;
}

/** Username and password, then the code of a second factor where the account has one. */
export function SignInForm({ onDone }: SignInFormProps) {
  const act = useAct(async (typed) => {
    await signIn(credentialsIn(typed));
    onDone();
  });
  return (
    <ActForm act={act} button={messages.signIn.button}>
      {(errors) => <SignInFields errors={errors} error={act.error} />}
    </ActForm>
  );
}
