import { faultIn } from '../fault.js';
import { type form as model } from '../en/form.js';

const fault = faultIn(
  {
    tooShort: (limit) => `Mindestens ${limit} Zeichen sind nötig.`,
    tooLong: (limit) => `Höchstens ${limit} Zeichen sind möglich.`,
    tooSmall: (limit) => `Der kleinste Wert ist ${limit}.`,
    tooLarge: (limit) => `Der größte Wert ist ${limit}.`,
    common: () => 'Dieses Passwort gehört zu den häufigsten. Wählen Sie ein anderes.',
    ownName: () => 'Das Passwort darf nicht Ihr Benutzername oder Ihre E-Mail-Adresse sein.',
    oneLine: () => 'Schreiben Sie das in eine Zeile.',
  },
  'Das passt so nicht. Bitte prüfen Sie diese Angabe.',
);

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
  passwordFault: fault,
  fieldFault: fault,
  faults: (count) =>
    count === 1 ? 'Bitte sehen Sie sich das an:' : `Bitte sehen Sie sich ${count} Angaben an:`,
  tooOften: (minutes) =>
    minutes === undefined
      ? 'Das war zu oft. Warten Sie eine Weile und versuchen Sie es noch einmal.'
      : `Das war zu oft. Versuchen Sie es in ${minutes} ${minutes === 1 ? 'Minute' : 'Minuten'} noch einmal.`,
};
