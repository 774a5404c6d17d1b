export const form = {
  busy: 'One moment…',
  username: 'Username',
  usernameRule: '3 to 50 letters, digits, dots, dashes or underscores. It begins with a letter or a digit.',
  login: 'Username or e-mail address',
  email: 'E-mail address',
  password: 'Password',
  newPassword: 'New password',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  code: 'Code',
  codeHint: 'Of your authenticator app, or one of your recovery codes',
  forgot: 'Forgot your password?',
  strength: {
    empty: 'At least 8 characters. A few words in a row are easy to remember.',
    short: (missing: number) => `${missing} more ${missing === 1 ? 'character' : 'characters'} at least`,
    fair: 'Long enough. Longer is stronger.',
    strong: 'Good, that is long.',
  },
  missing: 'Fill this in.',
  noEmail: 'This is not an e-mail address.',
  /** What the API says of a password, such as "must have at least 8 characters" */
  passwordFault: (detail: string) => `The password ${detail}.`,
  fieldFault: (detail: string) => `This ${detail}.`,
  usernameTaken: 'Somebody else has this username. Choose another one.',
  wrongPassword: 'This is not your password.',
  wrongCode: 'This code is wrong, or was used before. Wait for the next one.',
  refusals: {
    'auth.bad_credentials': 'The username or the password is wrong.',
    'auth.busy': 'Too many people are signing in at the moment. Try again in a few seconds.',
    'auth.mfa_required':
      'Your clinic asks for a second factor, and your account has none yet. Set it up first.',
    'user.email_taken': 'The address that got this mail belongs to an account already. Sign in with that.',
    'guardian.already': 'You look after them already. There is nothing left to do.',
    'guardian.self': 'This link is for somebody else: you look after your own visits anyway.',
    'dependant.too_many': 'You look after as many people as one account can.',
  } as Readonly<Record<string, string>>,
  tooOften: (minutes: number | undefined) =>
    minutes === undefined
      ? 'That was too often. Wait a while and try again.'
      : `That was too often. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
};
