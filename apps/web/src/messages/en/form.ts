export const form = {
  busy: 'One moment…',
  name: 'Your name',
  nameHint: 'What the clinic calls you.',
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
  wrong: 'This does not fit.',
  tooLittle: (least: string) => `The least is ${least}.`,
  tooMuch: (most: string) => `The most is ${most}.`,
  noEmail: 'This is not an e-mail address.',
  /** What the API says of a password, such as "must have at least 8 characters" */
  passwordFault: (detail: string) => `The password ${detail}.`,
  fieldFault: (detail: string) => `This ${detail}.`,
  faults: (count: number) =>
    count === 1 ? 'Please look at this again:' : `Please look at ${count} things again:`,
  tooOften: (minutes: number | undefined) =>
    minutes === undefined
      ? 'That was too often. Wait a while and try again.'
      : `That was too often. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
};
