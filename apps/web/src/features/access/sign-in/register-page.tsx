import { Step } from '../../../components/form/step.js';
import { Link } from '../../../routing/link.js';
import { addresses } from '../../../routing/location.js';
import { RegisterForm } from '../../../components/sign-in/register-form.js';
import { messages } from '../../../messages/index.js';
import styles from './sign-in.module.css';
import { useWayOn } from './use-way-on.js';

const texts = messages.signIn;

export function RegisterPage() {
  const { next } = useWayOn();
  return (
    <Step title={texts.registerTitle} lead={texts.registerLead}>
      <RegisterForm onDone={() => undefined} />
      <p className={styles.other}>
        {texts.hasAccount} <Link href={addresses.signIn(next)}>{texts.title}</Link>
      </p>
    </Step>
  );
}
