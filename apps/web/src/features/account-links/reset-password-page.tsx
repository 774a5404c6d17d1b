import { Button } from '@mantine/core';
import { api, done } from '../../api/client.js';
import { Link } from '../../components/link.js';
import { addresses } from '../../components/location.js';
import { messages } from '../../messages/index.js';
import { useAct } from '../../components/form/act.js';
import { DoneStep } from './done-step.js';
import { type LinkPageProps, LinkSteps } from './link-steps.js';
import { NewPasswordField } from '../../components/form/password-field.js';

const texts = messages.accountLinks.resetPassword;

export function ResetPasswordPage({ token }: LinkPageProps) {
  const reset = useAct((typed) =>
    done(api.POST('/password/reset', { body: { token: token ?? '', newPassword: typed('newPassword') } })),
  );
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
