import { answer, api } from '../../api/client.js';
import { messages } from '../../messages/index.js';
import { useAct } from '../../components/form/act.js';
import { DoneStep } from './done-step.js';
import { SignInFields } from '../../components/form/fields.js';
import { type LinkPageProps, LinkSteps } from './link-steps.js';
import { whileSignedIn } from './sign-in.js';

const texts = messages.accountLinks.acceptGuardianship;

export function AcceptGuardianshipPage({ token }: LinkPageProps) {
  const accept = useAct((typed) =>
    whileSignedIn(typed, async (by) => {
      const body = { token: token ?? '' };
      return (await answer(api.POST('/guardianships', { ...by, body }))).data;
    }),
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
