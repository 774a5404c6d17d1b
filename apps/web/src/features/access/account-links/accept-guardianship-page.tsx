import { acceptGuardianship, whileSignedIn } from '../../../api/access/account-links.js';
import { messages } from '../../../messages/index.js';
import { useAct } from '../../../components/form/act.js';
import { DoneStep } from './done-step.js';
import { SignInFields } from '../../../components/form/fields.js';
import { type LinkPageProps, LinkSteps } from './link-steps.js';
import { credentialsIn } from '../../../components/sign-in/credentials.js';

const texts = messages.accountLinks.acceptGuardianship;

export function AcceptGuardianshipPage({ token }: LinkPageProps) {
  const accept = useAct((typed) =>
    whileSignedIn(credentialsIn(typed), (by) => acceptGuardianship(token ?? '', by)),
  );
  return (
    <LinkSteps
      token={token}
      texts={texts}
      act={accept}
      fields={(errors) => <SignInFields errors={errors} error={accept.error} />}
      done={({ name }) => <DoneStep title={texts.doneTitle(name)}>{texts.done(name)}</DoneStep>}
      renewHint={texts.renew}
    />
  );
}
