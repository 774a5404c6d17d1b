import { type Words } from './words.js';

export const german: Words = {
  direction: 'ltr',
  format: 'de-DE',
  visit: {
    requested: {
      patient: { title: 'Termin angefragt', lead: 'Wir haben Ihre Anfrage erhalten.' },
      doctor: { title: 'Neue Terminanfrage', lead: 'Ein Patient fragt diesen Termin an.' },
    },
    booked: {
      patient: { title: 'Termin gebucht', lead: 'Ihr Termin ist gebucht.' },
      doctor: { title: 'Neuer Termin', lead: 'Ein Patient hat diesen Termin gebucht.' },
    },
    confirmed: {
      patient: { title: 'Termin bestätigt', lead: 'Ihr Termin ist bestätigt.' },
      doctor: { title: 'Termin bestätigt', lead: 'Dieser Termin ist bestätigt.' },
    },
    moved: {
      patient: { title: 'Termin verlegt', lead: 'Ihr Termin hat eine neue Zeit oder einen neuen Ort.' },
      doctor: { title: 'Termin verlegt', lead: 'Dieser Termin hat eine neue Zeit oder einen neuen Ort.' },
    },
    cancelled: {
      patient: { title: 'Termin abgesagt', lead: 'Dieser Termin findet nicht statt.' },
      doctor: { title: 'Termin abgesagt', lead: 'Dieser Termin findet nicht statt.' },
    },
    reminder: {
      patient: { title: 'Erinnerung an Ihren Termin', lead: 'Wir freuen uns auf Sie.' },
      doctor: { title: 'Erinnerung an einen Termin', lead: 'Dieser Termin steht bevor.' },
    },
    waitlist_offer: {
      patient: {
        title: 'Ein Termin ist frei geworden',
        lead: 'Sie stehen auf der Warteliste, und wir halten diesen Termin für Sie frei.',
      },
      doctor: {
        title: 'Termin angeboten',
        lead: 'Dieser Termin wurde jemandem auf der Warteliste angeboten.',
      },
    },
  },
  toBeConfirmed: 'Er ist bestätigt, sobald die Praxis ihn annimmt.',
  itIsNow: 'Jetzt: ',
  comma: ', ',
  labels: {
    when: 'Wann',
    yourTime: 'Ihre Zeit',
    clinicTime: 'Ortszeit der Praxis',
    doctor: 'Arzt',
    visit: 'Termin',
    place: 'Wo',
    byVideo: 'Per Video',
    heldUntil: 'Für Sie frei gehalten bis',
  },
  open: 'Ansehen oder ändern',
  offer: {
    note: 'Er gehört Ihnen, sobald Sie ihn annehmen. Antworten Sie nicht rechtzeitig, wird er der nächsten wartenden Person angeboten.',
    answer: 'Annehmen oder ablehnen',
  },
  account: {
    email_verification: {
      title: 'Bestätigen Sie Ihre E-Mail-Adresse',
      lead: 'Bitte bestätigen Sie, dass diese Adresse Ihnen gehört.',
      action: 'Adresse bestätigen',
      note: 'Der Link gilt einmal und 24 Stunden lang. Wenn Sie kein Konto eröffnet haben, vergessen Sie diese Mail.',
    },
    password_reset: {
      title: 'Neues Passwort setzen',
      lead: 'Für Ihr Konto wurde ein neues Passwort angefordert.',
      action: 'Neues Passwort setzen',
      note: 'Der Link gilt einmal und 10 Minuten lang. Wenn Sie das nicht waren, vergessen Sie diese Mail: Es hat sich nichts geändert.',
    },
    invitation: {
      title: 'Einladung zu Docket',
      lead: 'Die Praxis hat Sie eingeladen. Wählen Sie einen Namen und ein Passwort, um zu beginnen.',
      action: 'Einladung annehmen',
      note: 'Der Link gilt einmal und 7 Tage lang.',
    },
    claim: {
      title: 'Ihr eigenes Konto bei Docket',
      lead: 'Wer bisher Ihre Termine gebucht hat, übergibt sie an Sie. Wählen Sie einen Namen und ein Passwort, um zu beginnen.',
      action: 'Konto eröffnen',
      note: 'Der Link gilt einmal und 7 Tage lang. Bis dahin kümmern sich andere weiter um Ihre Termine.',
    },
    guardianship: {
      title: 'Für jemanden Termine verwalten',
      lead: 'Sie werden gebeten, sich um die Termine einer Person zu kümmern. Melden Sie sich an, um zuzustimmen.',
      action: 'Anfrage ansehen',
      note: 'Der Link gilt einmal und 7 Tage lang. Wenn Sie nicht wissen, worum es geht, vergessen Sie diese Mail.',
    },
  },
  digest: {
    title: 'Termine von morgen',
    lead: 'Das ist für morgen gebucht.',
    visits: (count) => (count === 1 ? '1 Termin' : `${count} Termine`),
  },
  calendarTitle: (doctor) => `Termin bei ${doctor}`,
  why: 'Sie erhalten diese Mail, weil Sie ein Konto bei Docket haben.',
  unsubscribe: 'Solche Mails abbestellen',
  unsubscribePage: {
    ask: 'Möchten Sie keine solchen Mails mehr?',
    action: 'Abbestellen',
    done: 'Sie erhalten keine solchen Mails mehr. In der App können Sie es sich anders überlegen.',
  },
};
