import { type form as model } from '../en/form.js';

export const form: typeof model = {
  busy: 'Einen Moment …',
  name: 'Ihr Name',
  nameHint: 'So spricht die Praxis Sie an.',
  username: 'Benutzername',
  usernameRule:
    '3 bis 50 Buchstaben, Ziffern, Punkte, Binde- oder Unterstriche. Am Anfang steht ein Buchstabe oder eine Ziffer.',
  login: 'Benutzername oder E-Mail-Adresse',
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  newPassword: 'Neues Passwort',
  showPassword: 'Passwort anzeigen',
  hidePassword: 'Passwort verbergen',
  code: 'Code',
  codeHint: 'Aus Ihrer Authenticator-App, oder einer Ihrer Wiederherstellungscodes',
  forgot: 'Passwort vergessen?',
  strength: {
    empty: 'Mindestens 8 Zeichen. Ein paar Wörter hintereinander merken sich leicht.',
    short: (missing) => `Noch mindestens ${missing} Zeichen`,
    fair: 'Lang genug. Länger ist stärker.',
    strong: 'Gut, das ist lang.',
  },
  missing: 'Füllen Sie das aus.',
  wrong: 'Das passt so nicht.',
  tooLittle: (least) => `Der kleinste Wert ist ${least}.`,
  tooMuch: (most) => `Der größte Wert ist ${most}.`,
  noEmail: 'Das ist keine E-Mail-Adresse.',
  faults: (count) =>
    count === 1 ? 'Bitte sehen Sie sich das an:' : `Bitte sehen Sie sich ${count} Angaben an:`,
  tooOften: (minutes) =>
    minutes === undefined
      ? 'Das war zu oft. Warten Sie eine Weile und versuchen Sie es noch einmal.'
      : `Das war zu oft. Versuchen Sie es in ${minutes} ${minutes === 1 ? 'Minute' : 'Minuten'} noch einmal.`,
  meanwhile: {
    title: 'Das wurde inzwischen geändert',
    lead: 'Noch ist es nicht gespeichert, und Ihre Eingaben bleiben erhalten.',
    unsaved: 'Das wurde inzwischen geändert: Noch ist nichts gespeichert.',
    now: 'Jetzt gespeichert',
    yours: 'Ihre Eingabe',
    stays: 'Das haben Sie nicht geändert: Es bleibt, wie es jetzt ist.',
    saveMine: 'Trotzdem meine Eingaben speichern',
    takeNow: 'Den gespeicherten Stand übernehmen',
    back: 'Weiter bearbeiten',
    empty: 'Nichts',
    yes: 'Ja',
    no: 'Nein',
  },
};
