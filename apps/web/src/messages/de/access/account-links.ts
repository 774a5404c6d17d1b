import { type accountLinks as model } from '../../en/access/account-links.js';

export const accountLinks: typeof model = {
  broken: 'Dieser Link funktioniert nicht mehr',
  brokenHint: 'Er ist abgelaufen, wurde schon benutzt oder ist unvollständig.',
  tokenless: 'Öffnen Sie den Link in der E-Mail',
  tokenlessHint:
    'Diese Seite gehört zu einem Link in einer E-Mail. Falls sie neu geladen wurde, öffnen Sie den Link noch einmal.',
  verifyEmail: {
    title: 'Adresse bestätigen',
    lead: 'Sie haben eine E-Mail von uns erhalten. Bitte bestätigen Sie, dass die Adresse Ihnen gehört.',
    button: 'Adresse bestätigen',
    doneTitle: 'Ihre Adresse ist bestätigt',
    done: 'E-Mails zu Ihren Terminen erreichen Sie jetzt.',
    renew:
      'Falls Sie Ihre Adresse schon bestätigt haben, ist nichts weiter zu tun. Andernfalls melden Sie sich an, und Sie erhalten einen neuen Link.',
    renewButton: 'Neuen Link senden',
    renewedTitle: 'Sehen Sie in Ihr Postfach',
    renewed:
      'Ein neuer Link ist unterwegs, sofern Ihre Adresse nicht schon bestätigt ist. Er gilt 24 Stunden.',
  },
  undoEmailChange: {
    title: 'E-Mail-Adresse behalten',
    lead: 'Die Adresse Ihres Kontos wurde geändert oder soll sich ändern. Wenn Sie das nicht wünschen, behalten Sie die, an die diese E-Mail ging.',
    button: 'Diese Adresse behalten',
    doneTitle: 'Ihre Adresse bleibt',
    done: 'War sie schon geändert, gilt wieder die alte, und Sie sind überall abgemeldet: Eine E-Mail mit einem Link für ein neues Passwort ist unterwegs.',
    renew: 'Wenn Ihr Konto eine andere Adresse hat, rufen Sie die Praxis an.',
  },
  resetPassword: {
    title: 'Neues Passwort festlegen',
    lead: 'Es ersetzt das alte, und Sie werden überall abgemeldet.',
    button: 'Passwort festlegen',
    doneTitle: 'Ihr neues Passwort gilt',
    done: 'Melden Sie sich ab jetzt damit an. Alle angemeldeten Geräte sind abgemeldet.',
    renewButton: 'Neuen Link anfordern',
  },
  forgotPassword: {
    title: 'Passwort vergessen?',
    lead: 'Nennen Sie die E-Mail-Adresse Ihres Kontos. Dorthin senden wir einen Link für ein neues Passwort.',
    button: 'Link senden',
    doneTitle: 'Sehen Sie in Ihr Postfach',
    done: (email) =>
      `Falls ${email} zu einem Konto gehört, ist ein Link unterwegs. Er gilt zehn Minuten. Nichts angekommen? Sehen Sie im Spam-Ordner nach.`,
    again: 'Andere Adresse versuchen',
  },
  acceptInvitation: {
    title: 'Sie sind zu Docket eingeladen',
    lead: 'Wählen Sie zuerst einen Benutzernamen und ein Passwort.',
    button: 'Konto eröffnen',
    doneTitle: 'Ihr Konto ist eröffnet',
    renew:
      'Bitten Sie die Praxis um eine neue Einladung. Falls Sie Ihr Konto schon eröffnet haben, melden Sie sich einfach an.',
    home: 'Weiter zu Docket',
  },
  claimAccount: {
    title: 'Ihr eigenes Konto',
    lead: 'Wer bisher Ihre Termine gebucht hat, übergibt sie an Sie. Wählen Sie zuerst einen Benutzernamen und ein Passwort. Von da an sieht niemand sonst Ihre Termine, es sei denn, Sie bitten jemanden um Hilfe.',
    button: 'Konto eröffnen',
    doneTitle: 'Ihr Konto ist eröffnet',
    renew:
      'Bitten Sie die Person, die bisher Ihre Termine gebucht hat, den Link noch einmal zu senden. Falls Sie Ihr Konto schon eröffnet haben, melden Sie sich einfach an.',
  },
  signInAs: (username) =>
    `Ihr Benutzername ist ${username}. Melden Sie sich damit und mit Ihrem Passwort an.`,
  acceptGuardianship: {
    title: 'Termine für jemanden betreuen',
    lead: 'Sie werden gebeten, sich um die Termine eines Menschen zu kümmern: sie zu sehen, zu buchen, zu verschieben und abzusagen. Melden Sie sich mit Ihrem eigenen Konto an, um zuzusagen.',
    button: 'Anmelden und zusagen',
    doneTitle: (name) => `Sie kümmern sich jetzt um ${name}`,
    done: (name) =>
      `Wenn Sie angemeldet sind, können Sie Termine für ${name} buchen. Auf dieser Seite waren Sie nur für diesen einen Schritt angemeldet.`,
    renew: 'Bitten Sie die Person, die Sie eingeladen hat, es noch einmal zu tun.',
  },
};
