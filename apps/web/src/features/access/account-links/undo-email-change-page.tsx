import { undoEmailChange } from '../../../api/access/account-links.js';
import { useAct } from '../../../components/form/act.js';
import { messages } from '../../../messages/index.js';
import { DoneStep } from './done-step.js';
import { type LinkPageProps, LinkSteps } from './link-steps.js';

const texts = messages.accountLinks.undoEmailChange;

/** For the reader of the address that an account had, or has still. */
export function UndoEmailChangePage({ token }: LinkPageProps) {
  const undo = useAct(() => undoEmailChange(token ?? ''));
  return (
    <LinkSteps
      token={token}
      texts={texts}
      act={undo}
      done={() => <DoneStep title={texts.doneTitle}>{texts.done}</DoneStep>}
      renewHint={texts.renew}
    />
  );
}
