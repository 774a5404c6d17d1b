export const accountLinks = {
  broken: 'This link no longer works',
  brokenHint: 'It has expired, was used before, or is not complete.',
  tokenless: 'Open the link in the mail',
  tokenlessHint: 'This page belongs to a link in a mail. If it was loaded again, open the link once more.',
  verifyEmail: {
    title: 'Confirm your address',
    lead: 'You got a mail from us. Please confirm that the address which it went to is yours.',
    button: 'Confirm address',
    doneTitle: 'Your address is confirmed',
    done: 'Mails about your visits will reach you.',
    renew:
      'If you have confirmed your address before, there is nothing left to do. Otherwise sign in, and you get a new link.',
    renewButton: 'Send a new link',
    renewedTitle: 'Look into your mail',
    renewed: 'A new link is on its way, unless your address is confirmed already. It is good for 24 hours.',
  },
  undoEmailChange: {
    title: 'Keep your e-mail address',
    lead: 'The address of your account was changed, or is to change. If that is not your wish, keep the one to which this mail came.',
    button: 'Keep this address',
    doneTitle: 'Your address stays',
    done: 'If it had changed already, it is changed back, and you are signed out everywhere: a mail with a link to set a new password is on its way.',
    renew: 'If your account has another address, call the clinic.',
  },
  resetPassword: {
    title: 'Set a new password',
    lead: 'It replaces the old one, and you are signed out everywhere.',
    button: 'Set password',
    doneTitle: 'Your new password is set',
    done: 'Sign in with it from now on. All devices that were signed in are signed out.',
    renewButton: 'Get a new link',
  },
  forgotPassword: {
    title: 'Forgot your password?',
    lead: 'Name the e-mail address of your account. You get a link there to set a new password.',
    button: 'Send the link',
    doneTitle: 'Look into your mail',
    done: (email: string) =>
      `If ${email} belongs to an account, a link is on its way. It is good for ten minutes. Nothing there? Look among unwanted mail.`,
    again: 'Try another address',
  },
  acceptInvitation: {
    title: 'You are invited to Docket',
    lead: 'Choose a username and a password to begin.',
    button: 'Open my account',
    doneTitle: 'Your account is open',
    renew: 'Ask the clinic to invite you again. If you have opened your account before, simply sign in.',
    home: 'Go to Docket',
  },
  claimAccount: {
    title: 'Your own account',
    lead: 'Whoever has booked your visits so far hands them over to you. Choose a username and a password to begin. Nobody else sees your visits from then on, unless you ask somebody to help.',
    button: 'Open my account',
    doneTitle: 'Your account is open',
    renew:
      'Ask whoever has booked your visits so far to send it again. If you have opened your account before, simply sign in.',
  },
  /** After an account was opened */
  signInAs: (username: string) => `Your username is ${username}. Sign in with it and your password.`,
  acceptGuardianship: {
    title: 'Look after somebody’s visits',
    lead: 'You are asked to look after the visits of somebody you care for: to see, book, move and cancel them. Sign in with your own account to accept.',
    button: 'Sign in and accept',
    doneTitle: (name: string) => `You look after ${name} now`,
    done: (name: string) =>
      `You can book visits for ${name} when you are signed in. On this page you were signed in for this one thing only.`,
    renew: 'Ask whoever invited you to do it again.',
  },
};
