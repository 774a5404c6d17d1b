import { type ErrorCode } from '#libs/common';

/** What a security team watches for, by the names of OWASP's Logging Vocabulary. */
export type SecurityEvent =
  | 'authn_login_success'
  | 'authn_login_fail'
  | 'authn_password_change'
  | 'authn_password_change_fail'
  | 'authn_token_reuse'
  | 'authn_token_revoked'
  | 'authz_admin'
  | 'authz_fail'
  | 'excess_rate_limit_exceeded'
  | 'input_validation_fail'
  | 'malicious_cors'
  | 'privilege_permissions_changed'
  | 'sensitive_read'
  | 'session_renewed'
  | 'session_use_after_expire'
  | 'sys_failure'
  | 'user_created'
  | 'user_deleted'
  | 'user_updated';

const refusals: Partial<Record<ErrorCode, SecurityEvent>> = {
  'auth.bad_credentials': 'authn_login_fail',
  'auth.cross_site': 'malicious_cors',
  'auth.elsewhere': 'authz_fail',
  'auth.forbidden': 'authz_fail',
  'auth.link_invalid': 'authn_login_fail',
  'auth.mfa_required': 'authn_login_fail',
  'auth.not_signed_in': 'authz_fail',
  'auth.session_ended': 'session_use_after_expire',
  'auth.wrong_code': 'authn_login_fail',
  'auth.wrong_password': 'authn_login_fail',
  'delivery_report.not_signed': 'authn_login_fail',
  'limits.exceeded': 'excess_rate_limit_exceeded',
  'request.invalid': 'input_validation_fail',
  'request.malformed': 'input_validation_fail',
  'request.too_large': 'input_validation_fail',
  'rpc.not_allowed': 'authz_fail',
  'rpc.unbounded_life': 'authn_login_fail',
  'rpc.unknown_service': 'authn_login_fail',
  internal: 'sys_failure',
};

const passwordChange = 'POST /me/password';

const successes: Readonly<Record<string, SecurityEvent>> = {
  'POST /login': 'authn_login_success',
  'POST /register': 'user_created',
  'POST /invitations/accept': 'user_created',
  'POST /token/refresh': 'session_renewed',
  'POST /logout': 'authn_token_revoked',
  'POST /logout/everywhere': 'authn_token_revoked',
  'DELETE /me/sessions/:id': 'authn_token_revoked',
  [passwordChange]: 'authn_password_change',
  'POST /password/reset': 'authn_password_change',
  'PATCH /me': 'user_updated',
  'POST /me/mfa/confirm': 'user_updated',
  'POST /me/mfa/recovery-codes': 'user_updated',
  'DELETE /me/mfa': 'user_updated',
  'POST /email/undo': 'user_updated',
  'DELETE /users/:id/mfa': 'authz_admin',
  'POST /users/invitations': 'authz_admin',
  'DELETE /users/invitations/:id': 'authz_admin',
  'PATCH /users/:id': 'privilege_permissions_changed',
  'POST /me/guardians': 'privilege_permissions_changed',
  'DELETE /me/guardians/:userId': 'privilege_permissions_changed',
  'DELETE /users/:userId/guardians/:guardianId': 'privilege_permissions_changed',
  'POST /me/dependants/:userId/claim': 'privilege_permissions_changed',
  'POST /users/patients/looks': 'sensitive_read',
  'POST /me/erasure': 'user_deleted',
  'POST /me/dependants/:userId/erasure': 'user_deleted',
};

/** The routes whose success is an event, as `METHOD /template`. */
export const watchedRoutes = Object.keys(successes);

/**
 * What an answer means to a security team, if anything.
 *
 * @param operation method and path template, such as `POST /login`
 * @param refusal the code of the problem that was answered, undefined where the request succeeded
 * @param isTokenReused whether the refusal is due to a refresh token that came a second time
 */
export function securityEventOf(
  operation: string,
  refusal: ErrorCode | undefined,
  isTokenReused = false,
): SecurityEvent | undefined {
  if (refusal === undefined) return successes[operation];
  if (isTokenReused) return 'authn_token_reuse';
  const event = refusals[refusal];
  return event === 'authn_login_fail' && operation === passwordChange ? 'authn_password_change_fail' : event;
}
