import { type en } from '../../en/index.js';
import { pluralOf } from '../../plural.js';

const plural = pluralOf('de');

export const inbox: typeof en.inbox = {
  title: 'Nachrichten',
  lead: 'Was mit Ihren Terminen geschehen ist.',
  loading: 'Ihre Nachrichten werden geladen …',
  failed: 'Ihre Nachrichten konnten nicht geladen werden',
  moreFailed: 'Weitere Nachrichten konnten nicht geladen werden',
  more: 'Ältere Nachrichten anzeigen',
  none: 'Noch keine Nachrichten',
  noneHint: 'Hier erfahren Sie, wenn ein Termin gebucht, verschoben oder abgesagt wird.',
  unread: 'Neu',
  read: 'Als gelesen markieren',
  readOf: (title) => `Als gelesen markieren: ${title}`,
  readAll: 'Alle als gelesen markieren',
  open: 'Termin öffnen',
  openWaitlist: 'Angebot öffnen',
  openEntry: 'Eintrag öffnen',
  closeToast: 'Nachricht schließen',
  count: (count, more) => {
    const shown = more ? `${count} oder mehr` : String(count);
    return plural(count, { one: `${shown} neue Nachricht`, other: `${shown} neue Nachrichten` });
  },
  newVersion: 'Eine neuere Version von Docket ist da.',
  newVersionButton: 'Laden',
};
