import { signIn } from '../../api/session.js';
import { messages } from '../../messages/index.js';
import { ActForm } from '../form/act-form.js';
import { useAct } from '../form/act.js';
import { SignInFields } from '../form/fields.js';

interface SignInFormProps {
  onDone: () => void;
}

/** Username and password, then the code of a second factor where the account has one. */
export function SignInForm({ onDone }: SignInFormProps) {
  const act = useAct(async (typed) => {
    // Authenticator apps show their codes in groups.
    const code = typed('code').replaceAll(/\s/g, '');
    const username = typed('username').trim();
    await signIn({ username, password: typed('password'), ...(code !== '' && { code }) });
    onDone();
  });
  return (
    <ActForm act={act} button={messages.signIn.button}>
      {(errors) => <SignInFields errors={errors} error={act.error} />}
    </ActForm>
  );
}
