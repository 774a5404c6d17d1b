import { type doctor as model } from '../../en/patient/doctor.js';

export const doctor: typeof model = {
  place: 'Ort',
  languages: 'Sprachen',
  nextTimes: 'Nächste freie Zeiten',
  allTimes: 'Alle Zeiten',
  noTimesSoon: 'In den nächsten zwei Wochen ist nichts frei',
  noTimes: 'Zurzeit ist nichts frei',
  timesFailed: 'Die freien Zeiten konnten nicht geladen werden',
  today: 'Heute',
  tomorrow: 'Morgen',
  back: 'Zur Arztliste',
  failed: 'Diese Seite konnte nicht geladen werden',
  retired: 'Hier werden keine Buchungen mehr angenommen',
  retiredHint: 'Ihre früheren Termine finden Sie weiter unter Ihren Terminen.',
  missing: 'Dieser Eintrag ist nicht verzeichnet',
  missingHint: 'Die Adresse ist vielleicht veraltet, oder hier werden keine Termine mehr angeboten.',
};
