import { type ComponentType } from 'react';
import { AcceptGuardianshipPage } from './accept-guardianship-page.js';
import { AcceptInvitationPage } from './accept-invitation-page.js';
import { ClaimAccountPage } from './claim-account-page.js';
import { ForgotPasswordPage } from './forgot-password-page.js';
import { type LinkPageProps } from './link-steps.js';
import { type AccountLinkName } from './account-link-names.js';
import { useLinkToken } from './link-token.js';
import { ResetPasswordPage } from './reset-password-page.js';
import { UndoEmailChangePage } from './undo-email-change-page.js';
import { VerifyEmailPage } from './verify-email-page.js';

const pages: Record<AccountLinkName, ComponentType<LinkPageProps>> = {
  'verify-email': VerifyEmailPage,
  'undo-email-change': UndoEmailChangePage,
  'reset-password': ResetPasswordPage,
  'accept-invitation': AcceptInvitationPage,
  'claim-account': ClaimAccountPage,
  'accept-guardianship': AcceptGuardianshipPage,
  'forgot-password': ForgotPasswordPage,
};

/** What the links in mails about accounts lead to: pages that ask before they act. */
export function AccountLink({ name }: { name: AccountLinkName }) {
  const token = useLinkToken();
  const Page = pages[name];
  return <Page key={token} token={token} />;
}
