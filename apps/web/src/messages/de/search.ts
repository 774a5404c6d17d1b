import { type search as model } from '../en/search.js';

export const search: typeof model = {
  title: 'Arztsuche',
  lead: 'Sehen Sie ohne Anmeldung, wer wann Zeit hat.',
  form: 'Suche',
  specialization: 'Fachgebiet',
  anySpecialization: 'Alle Fachgebiete',
  specializationsFailed: 'Die Fachgebiete konnten nicht geladen werden',
  name: 'Name',
  namePlaceholder: 'Alle Ärztinnen und Ärzte',
  results: 'Ärztinnen und Ärzte',
  loading: 'Die Suche läuft …',
  count: (shown, more) =>
    more ? `Die ersten ${shown} Treffer` : `${shown} ${shown === 1 ? 'Treffer' : 'Treffer insgesamt'}`,
  more: 'Mehr anzeigen',
  failed: 'Das Verzeichnis konnte nicht geladen werden',
  moreFailed: 'Weitere Einträge konnten nicht geladen werden',
  none: 'Keine Treffer',
  noneFor: (parts) => `Zu ${parts.join(' und ')} passt hier niemand. Erweitern Sie die Suche:`,
  noneAtAll: 'Noch gibt es hier niemanden. Bitte sehen Sie später wieder herein.',
  quoted: (text) => `„${text}“`,
  dropName: 'Beliebiger Name',
  dropSpecialization: 'Alle Fachgebiete',
};
