import { Button } from '@mantine/core';
import { useState } from 'react';
import { forgotPassword } from '../../../api/access/account-links.js';
import { MailIcon } from '../../../components/icons/icons.js';
import { messages } from '../../../messages/index.js';
import { ActForm } from '../../../components/form/act-form.js';
import { useAct } from '../../../components/form/act.js';
import { EmailField } from '../../../components/form/fields.js';
import { Step } from '../../../components/form/step.js';

const texts = messages.accountLinks.forgotPassword;

/** Says the same whether or not an account has the address: the page tells no one who has an account. */
export function ForgotPasswordPage() {
  const [hasAsked, setHasAsked] = useState(false);
  const ask = useAct(async (typed) => {
    const email = typed('email').trim();
    await forgotPassword(email);
    return email;
  });
  if (ask.isSuccess) {
    const startAgain = () => {
      setHasAsked(true);
      ask.reset();
    };
    return (
      <Step follows icon={<MailIcon />} title={texts.doneTitle} lead={texts.done(ask.data)}>
        <Button variant="default" fullWidth onClick={startAgain}>
          {texts.again}
        </Button>
      </Step>
    );
  }
  return (
    <Step follows={hasAsked} title={texts.title} lead={texts.lead}>
      <ActForm act={ask} button={texts.button}>
        {(errors) => <EmailField errors={errors} />}
      </ActForm>
    </Step>
  );
}
