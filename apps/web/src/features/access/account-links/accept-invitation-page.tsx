import { acceptInvitation } from '../../../api/access/account-links.js';
import { messages } from '../../../messages/index.js';
import { useAct } from '../../../components/form/act.js';
import { DoneStep } from './done-step.js';
import { NewAccountFields } from '../../../components/form/fields.js';
import { type LinkPageProps, LinkSteps } from './link-steps.js';

const texts = messages.accountLinks.acceptInvitation;

export function AcceptInvitationPage({ token }: LinkPageProps) {
  const accept = useAct((typed) =>
    acceptInvitation({
      token: token ?? '',
      username: typed('username').trim(),
      password: typed('password'),
    }),
  );
  return (
    <LinkSteps
      token={token}
      texts={texts}
      act={accept}
      fields={(errors) => <NewAccountFields errors={errors} />}
      done={({ username }) => (
        <DoneStep title={texts.doneTitle} next={texts.home}>
          {messages.accountLinks.signInAs(username)}
        </DoneStep>
      )}
      renewHint={texts.renew}
    />
  );
}
