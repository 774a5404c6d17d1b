import { Step } from '../../../components/form/step.js';
import { Link } from '../../../routing/link.js';
import { addresses } from '../../../routing/location.js';
import { SignInForm } from '../../../components/sign-in/sign-in-form.js';
import { messages } from '../../../messages/index.js';
import styles from './sign-in.module.css';
import { useWayOn } from './use-way-on.js';

const texts = messages.signIn;

export function SignInPage() {
  const { next } = useWayOn();
  return (
    <Step title={texts.title} lead={next === undefined ? texts.lead : texts.needed}>
      <SignInForm onDone={() => undefined} />
      <p className={styles.other}>
        {texts.noAccount} <Link href={addresses.register(next)}>{texts.registerTitle}</Link>
      </p>
    </Step>
  );
}
