import { type signIn as model } from '../../en/access/sign-in.js';

export const signIn: typeof model = {
  title: 'Anmelden',
  lead: 'Ihre Termine, Ihre Nachrichten, Ihr Konto.',
  button: 'Anmelden',
  registerTitle: 'Konto eröffnen',
  registerLead: 'Das dauert eine Minute, und Sie können sofort buchen.',
  registerButton: 'Konto eröffnen',
  noAccount: 'Neu hier?',
  hasAccount: 'Sie haben schon ein Konto?',
  endedTitle: 'Sie wurden abgemeldet',
  endedLead:
    'Ihre Sitzung wurde beendet, hier oder auf einem anderen Gerät. Melden Sie sich wieder an und machen Sie weiter: Was Sie eingegeben haben, ist noch da.',
  leave: 'Ohne Anmeldung verlassen',
  needed: 'Melden Sie sich an, um diese Seite zu sehen',
  forbidden: 'Diese Seite ist nicht für Ihr Konto',
  forbiddenHint:
    'Sie sind angemeldet, aber was hier steht, gehört zur Arbeit anderer. Falls das nicht stimmt, fragen Sie in der Praxis nach.',
  failed: 'Ihr Konto konnte nicht geladen werden',
  home: 'Zur Startseite',
};
