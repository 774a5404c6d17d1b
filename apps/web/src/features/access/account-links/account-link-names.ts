/** The last part of the address, as mails have it */
export const accountLinkNames = [
  'verify-email',
  'undo-email-change',
  'reset-password',
  'accept-invitation',
  'claim-account',
  'accept-guardianship',
  'forgot-password',
] as const;

export type AccountLinkName = (typeof accountLinkNames)[number];
