import { type ReactNode } from 'react';
import { MailIcon, WarningIcon } from '../../../components/icons/icons.js';
import { messages } from '../../../messages/index.js';
import { ActForm } from '../../../components/form/act-form.js';
import { type Act } from '../../../components/form/act.js';
import { type FieldErrors, isLinkRefused } from '../../../components/form/refusals.js';
import { Step } from '../../../components/form/step.js';

const texts = messages.accountLinks;

export interface LinkPageProps {
  /** Undefined when the page was opened without a link, or loaded again */
  token: string | undefined;
}

interface LinkStepsProps<T> extends LinkPageProps {
  texts: { title: string; lead: string; button: string };
  act: Act<T>;
  fields?: (errors: FieldErrors) => ReactNode;
  done: (result: T) => ReactNode;
  /** How to come by another link, in words */
  renewHint?: string;
  /** How to come by another link here and now */
  renew?: ReactNode;
}

/** Asks; acts when the button is pressed and not before; says what came of it. */
export function LinkSteps<T>({
  token,
  texts: { title, lead, button },
  act,
  fields,
  done,
  renewHint = '',
  renew,
}: LinkStepsProps<T>) {
  if (act.isSuccess) return done(act.data);
  if (token === undefined) {
    return <Step icon={<MailIcon />} title={texts.tokenless} lead={texts.tokenlessHint} />;
  }
  if (isLinkRefused(act.error)) {
    return (
      <Step follows icon={<WarningIcon />} title={texts.broken} lead={`${texts.brokenHint} ${renewHint}`}>
        {renew}
      </Step>
    );
  }
  return (
    <Step title={title} lead={lead}>
      <ActForm act={act} button={button} {...(fields && { children: fields })} />
    </Step>
  );
}
