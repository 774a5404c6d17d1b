import { Link } from '../../../../routing/link.js';
import { useUrl, withParams } from '../../../../routing/location.js';
import { RegisterForm } from '../../../../components/sign-in/register-form.js';
import { SignInForm } from '../../../../components/sign-in/sign-in-form.js';
import { messages } from '../../../../messages/index.js';
import styles from '../booking.module.css';
import { StepHead } from './step-head.js';
import { VisitSummary } from './visit-summary.js';
import { type BookingRequest } from '../booking-request.js';

const texts = messages.booking;
const nothing = (): void => undefined;

/** Signing in or opening an account, in the place of the details that follow. */
export function AccountStep({ request }: { request: BookingRequest }) {
  const url = useUrl();
  const isNew = url.searchParams.get('account') === 'new';
  const other = withParams(url, { account: isNew ? undefined : 'new' });
  return (
    <>
      <StepHead request={request} title={isNew ? texts.registerTitle : texts.signInTitle} />
      <div className={styles.columns}>
        <VisitSummary request={request} />
        <section className={styles.card}>
          <p className={styles.lead}>{texts.accountLead}</p>
          {isNew ? <RegisterForm onDone={nothing} /> : <SignInForm onDone={nothing} />}
          <p className={styles.other}>
            {isNew ? messages.signIn.hasAccount : messages.signIn.noAccount}{' '}
            <Link href={other}>{isNew ? messages.signIn.title : messages.signIn.registerTitle}</Link>
          </p>
        </section>
      </div>
    </>
  );
}
