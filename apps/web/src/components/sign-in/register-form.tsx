import { answer, api } from '../../api/client.js';
import { signIn } from '../../api/session.js';
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
    const body = { username, email: typed('email').trim(), password, name: typed('name').trim() };
    await answer(api.POST('/register', { body }));
    await signIn({ username, password });
    // Messages come in the language of the page. That wish can be uttered later too.
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
