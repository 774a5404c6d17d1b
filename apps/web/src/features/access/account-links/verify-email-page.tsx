import { renewVerification, verifyEmail, whileSignedIn } from '../../../api/access/account-links.js';
import { MailIcon } from '../../../components/icons/icons.js';
import { messages } from '../../../messages/index.js';
import { ActForm } from '../../../components/form/act-form.js';
import { useAct } from '../../../components/form/act.js';
import { DoneStep } from './done-step.js';
import { SignInFields } from '../../../components/form/fields.js';
import { type LinkPageProps, LinkSteps } from './link-steps.js';
import { credentialsIn } from '../../../components/sign-in/credentials.js';
import { Step } from '../../../components/form/step.js';

const texts = messages.accountLinks.verifyEmail;

export function VerifyEmailPage({ token }: LinkPageProps) {
  const verify = useAct(() => verifyEmail(token ?? ''));
  const renew = useAct((typed) => whileSignedIn(credentialsIn(typed), renewVerification));
  if (renew.isSuccess) {
    return <Step follows icon={<MailIcon />} title={texts.renewedTitle} lead={texts.renewed} />;
  }
  return (
    <LinkSteps
      token={token}
      texts={texts}
      act={verify}
      done={() => <DoneStep title={texts.doneTitle}>{texts.done}</DoneStep>}
      renewHint={texts.renew}
      renew={
        <ActForm act={renew} button={texts.renewButton}>
          {(errors) => <SignInFields errors={errors} error={renew.error} />}
        </ActForm>
      }
    />
  );
}
