import { AppError } from '#libs/common';

const tokenReuse = 'A refresh token came a second time.';

export const sessionEnded = (cause?: string): AppError =>
  new AppError(
    'auth.session_ended',
    'unauthenticated',
    'The session has ended. Sign in again.',
    {},
    { cause },
  );

/** What a copied refresh token is answered with, which is what a session that has ended is answered with. */
export const tokenReused = (): AppError => sessionEnded(tokenReuse);

/** Whether a refusal, which does not tell the caller, is due to a copied refresh token. */
export const isTokenReuse = ({ cause }: AppError): boolean => cause === tokenReuse;

/** The same for a session of another user. */
export const sessionNotFound = (): AppError =>
  new AppError('session.not_found', 'not_found', 'You have no session with this id.');
