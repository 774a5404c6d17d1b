import { answer, api } from '../../api/client.js';
import { messages } from '../../messages/index.js';
import { useAct } from '../../components/form/act.js';
import { DoneStep } from './done-step.js';
import { NewAccountFields } from '../../components/form/fields.js';
import { type LinkPageProps, LinkSteps } from './link-steps.js';

const texts = messages.accountLinks.claimAccount;

export function ClaimAccountPage({ token }: LinkPageProps) {
  const claim = useAct(async (typed) => {
    const body = { token: token ?? '', username: typed('username').trim(), password: typed('password') };
    return (await answer(api.POST('/dependants/claim', { body }))).data;
  });
  return (
    <LinkSteps
      token={token}
      texts={texts}
      act={claim}
      fields={(errors) => <NewAccountFields errors={errors} />}
      done={({ username }) => (
        <DoneStep title={texts.doneTitle}>{messages.accountLinks.signInAs(username)}</DoneStep>
      )}
      renewHint={texts.renew}
    />
  );
}
