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
    unanswered: {
      patient: {
        title: 'Anfrage nicht beantwortet',
        lead: 'Die Praxis hat Ihre Anfrage nicht rechtzeitig beantwortet; dieser Termin findet nicht statt. Bitte buchen Sie eine andere Zeit oder rufen Sie an.',
      },
      doctor: {
        title: 'Anfrage nicht beantwortet',
        lead: 'Diese Anfrage wurde bis zu ihrem Beginn nicht beantwortet; der Termin findet nicht statt.',
      },
    },
    left: {
      patient: {
        title: 'Sie kümmern sich um einen Termin nicht mehr',
        lead: 'Sie kümmern sich nicht mehr um die Termine dieser Person. Zu diesem Termin bekommen Sie keine Nachrichten mehr.',
      },
      doctor: { title: 'Termin abgesagt', lead: 'Dieser Termin findet nicht mehr bei Ihnen statt.' },
    },
    reminder: {
      patient: { title: 'Erinnerung an Ihren Termin', lead: 'Wir freuen uns auf Sie.' },
      doctor: { title: 'Erinnerung an einen Termin', lead: 'Dieser Termin steht bevor.' },
    },
    awaiting_answer: {
      patient: {
        title: 'Anfrage noch nicht beantwortet',
        lead: 'Ihre Anfrage wartet noch auf die Antwort der Praxis.',
      },
      doctor: {
        title: 'Eine Anfrage wartet auf Ihre Antwort',
        lead: 'Bitte bestätigen Sie diesen Termin oder sagen Sie ihn ab. Ohne Antwort wird er zu seinem Beginn abgesagt.',
      },
    },
    location_changed: {
      patient: {
        title: 'Änderung in Ihrer Praxis',
        lead: 'An dem Ort, an dem Sie erwartet werden, hat sich etwas geändert. Was Sie dort gebucht haben, gilt weiter.',
      },
      doctor: {
        title: 'Änderung in der Praxis',
        lead: 'Am Ort dieses Termins hat sich etwas geändert. Er findet weiterhin statt.',
      },
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
  toBeConfirmed: {
    patient: 'Er ist bestätigt, sobald die Praxis ihn annimmt.',
    doctor: 'Er wartet auf Ihre Bestätigung.',
  },
  itIsNow: 'Jetzt: ',
  comma: ', ',
  labels: {
    when: 'Wann',
    yourTime: 'Ihre Zeit',
    clinicTime: 'Ortszeit der Praxis',
    doctor: 'Arzt',
    specialization: 'Fachgebiet',
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
  waitEnded: {
    title: 'Sie stehen nicht mehr auf einer Warteliste',
    lead: 'Worauf Sie gewartet haben, kann an diesen Tagen nicht mehr gebucht werden. Sie können sich für andere Tage oder bei jemand anderem neu eintragen.',
    action: 'Warteliste ansehen',
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
    email_change: {
      title: 'Bestätigen Sie Ihre neue E-Mail-Adresse',
      lead: 'Auf Ihren Wunsch ändert die Praxis die Adresse Ihres Kontos in diese. Bitte bestätigen Sie, dass sie Ihnen gehört.',
      action: 'Adresse bestätigen',
      note: 'Der Link gilt einmal und 7 Tage lang. Wenn Sie das nicht wollten, vergessen Sie diese Mail: Es ändert sich nichts.',
    },
    email_change_notice: {
      title: 'Ihre E-Mail-Adresse soll sich ändern',
      lead: 'Die Praxis wurde gebeten, die Adresse Ihres Kontos in eine andere zu ändern. Sie ändert sich, sobald die neue bestätigt ist.',
      action: 'Änderung stoppen',
      note: 'Wenn Sie das nicht wollten, sagen Sie der Praxis gleich Bescheid.',
    },
    email_undo: {
      title: 'Ihre E-Mail-Adresse wurde geändert',
      lead: 'Ihr Konto hat jetzt eine andere E-Mail-Adresse. Wenn Sie das nicht wollten, machen Sie es rückgängig: Das Konto bekommt wieder diese Adresse, und alle Geräte werden abgemeldet.',
      action: 'Änderung rückgängig machen',
      note: 'Der Link gilt einmal, 7 Tage lang. Wenn Sie die Änderung wünschen, ist nichts zu tun.',
    },
    factor_removed: {
      title: 'Ihr zweiter Faktor ist aus',
      lead: 'Für die Anmeldung an Ihrem Konto genügt jetzt das Passwort.',
      action: 'Docket öffnen',
      note: 'Wenn Sie das nicht wollten, setzen Sie ein neues Passwort, schalten Sie den zweiten Faktor wieder ein und sagen Sie der Praxis Bescheid.',
    },
    email_known: {
      title: 'Sie haben schon ein Konto',
      lead: 'Diese Adresse wurde für ein Konto angegeben, gehört aber schon zu einem: Melden Sie sich damit an. Wenn Sie das Passwort vergessen haben, setzen Sie ein neues.',
      action: 'Neues Passwort setzen',
      note: 'An Ihrem Konto hat sich nichts geändert. Wenn Sie das nicht waren, vergessen Sie diese Mail: Das andere Konto schreibt Ihnen nicht mehr.',
    },
  },
  erased: {
    self: {
      title: 'Ihr Konto ist gelöscht',
      lead: 'Wie gewünscht ist Ihr Konto bei Docket gelöscht, und was über Sie gespeichert war, ist entfernt.',
    },
    dependant: {
      title: 'Die Daten einer Person sind gelöscht',
      lead: 'Wie gewünscht ist gelöscht, was Docket über eine Person gespeichert hatte, um die Sie sich gekümmert haben.',
    },
    cancelled: 'Damit wurden diese Termine abgesagt:',
    note: 'Wenn Sie das nicht wollten, sagen Sie der Praxis gleich Bescheid.',
  },
  place: {
    name: 'Name',
    address: 'Adresse',
    timeZone: 'Zeitzone',
    none: 'keine',
    otherClock: 'Zeiten sind in der neuen Ortszeit angegeben.',
    became: (before, now) => `${before} → ${now}`,
  },
  changes: {
    title: 'Mehrere Änderungen an Ihren Terminen',
    lead: 'In kurzer Zeit ist viel geschehen. So ist der Stand jetzt.',
  },
  reminders: {
    title: 'Erinnerung an Ihre Termine',
    lead: 'Wir freuen uns auf Sie. Diese Termine stehen bevor.',
  },
  digest: {
    title: 'Termine von morgen',
    lead: 'Das ist für morgen gebucht.',
    visits: (count) => (count === 1 ? '1 Termin' : `${count} Termine`),
  },
  calendarTitle: (doctor) => `Termin bei ${doctor}`,
  calendarName: 'Termine bei Docket',
  calendarReference: (id) => `Docket-Nummer ${id}`,
  why: 'Sie erhalten diese Mail, weil Sie ein Konto bei Docket haben.',
  unsubscribe: 'Solche Mails abbestellen',
  unsubscribePage: {
    ask: 'Möchten Sie keine solchen Mails mehr?',
    action: 'Abbestellen',
    done: 'Sie erhalten keine solchen Mails mehr. In der App können Sie es sich anders überlegen.',
  },
};
