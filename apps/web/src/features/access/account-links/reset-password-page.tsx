import { Button } from '@mantine/core';
import { resetPassword } from '../../../api/access/account-links.js';
import { Link } from '../../../routing/link.js';
import { addresses } from '../../../routing/location.js';
import { messages } from '../../../messages/index.js';
import { useAct } from '../../../components/form/act.js';
import { DoneStep } from './done-step.js';
import { type LinkPageProps, LinkSteps } from './link-steps.js';
import { NewPasswordField } from '../../../components/form/password-field.js';

const texts = messages.accountLinks.resetPassword;

export function ResetPasswordPage({ token }: LinkPageProps) {
  const reset = useAct((typed) => resetPassword({ token: token ?? '', newPassword: typed('newPassword') }));
  return (
    <LinkSteps
      token={token}
      texts={texts}
      act={reset}
      fields={(errors) => (
        <NewPasswordField name="newPassword" label={messages.form.newPassword} error={errors.newPassword} />
      )}
      done={() => <DoneStep title={texts.doneTitle}>{texts.done}</DoneStep>}
      renew={
        <Button component={Link} href={addresses.forgotPassword} fullWidth>
          {texts.renewButton}
        </Button>
      }
    />
  );
}
