export const signIn = {
  title: 'Sign in',
  lead: 'Your visits, your messages, your account.',
  button: 'Sign in',
  registerTitle: 'Open an account',
  registerLead: 'It takes a minute, and you can book at once.',
  registerButton: 'Open account',
  noAccount: 'New here?',
  hasAccount: 'You have an account?',
  endedTitle: 'You were signed out',
  endedLead:
    'Your session has ended, here or on another device. Sign in again and go on: what you typed is still there.',
  leave: 'Leave without signing in',
  needed: 'Sign in to see this page',
  failed: 'Your account could not be loaded',
  forbidden: 'This page is not for your account',
  forbiddenHint:
    'You are signed in, but what is here belongs to other people’s work. If that is wrong, ask the clinic.',
  home: 'To the first page',
};
