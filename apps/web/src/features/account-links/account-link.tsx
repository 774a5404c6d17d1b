import { type ComponentType } from 'react';
import { AcceptGuardianshipPage } from './accept-guardianship-page.js';
import { AcceptInvitationPage } from './accept-invitation-page.js';
import { ClaimAccountPage } from './claim-account-page.js';
import { ForgotPasswordPage } from './forgot-password-page.js';
import { type LinkPageProps } from './link-steps.js';
import { useLinkToken } from './link-token.js';
import { ResetPasswordPage } from './reset-password-page.js';
import { VerifyEmailPage } from './verify-email-page.js';

/** By the last part of the address, as mails have it */
const pages = {
  'verify-email': VerifyEmailPage,
  'reset-password': ResetPasswordPage,
  'accept-invitation': AcceptInvitationPage,
  'claim-account': ClaimAccountPage,
  'accept-guardianship': AcceptGuardianshipPage,
  'forgot-password': ForgotPasswordPage,
} satisfies Record<string, ComponentType<LinkPageProps>>;

type Name = keyof typeof pages;

export const isAccountLink = (name: string): name is Name => Object.hasOwn(pages, name);

/** What the links in mails about accounts lead to: pages that ask before they act. */
export function AccountLink({ name }: { name: Name }) {
  const token = useLinkToken();
  const Page: ComponentType<LinkPageProps> = pages[name];
  return <Page key={token} token={token} />;
}
