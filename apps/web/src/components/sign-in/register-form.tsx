import { register } from '../../api/access/account.js';
import { signIn } from '../../api/http/session.js';
import { keepLanguage } from '../../api/preferences.js';
import { language, messages } from '../../messages/index.js';
import { ActForm } from '../form/act-form.js';
import { useAct } from '../form/act.js';
import { EmailField, NameField, NewAccountFields } from '../form/fields.js';

interface RegisterFormProps {
  onDone: () => void;
}

/** Opens a patient's account and signs in with it. */
export function RegisterForm({ onDone }: RegisterFormProps) {
  const act = useAct(async (typed) => {
    const [username, password] = [typed('username').trim(), typed('password')];
    await register({ username, email: typed('email').trim(), password, name: typed('name').trim() });
    await signIn({ username, password });
    // Messages come in the language of the page. When this fails, the patient can still choose it later.
    await keepLanguage(language).catch(() => undefined);
    onDone();
  });
  return (
    <ActForm act={act} button={messages.signIn.registerButton}>
      {(errors) => (
        <>
          <NameField errors={errors} required />
          <EmailField errors={errors} />
          <NewAccountFields errors={errors} />
        </>
      )}
    </ActForm>
  );
}
