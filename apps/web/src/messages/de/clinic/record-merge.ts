import { type recordMerge as english } from '../../en/clinic/record-merge.js';
import { pluralOf } from '../../plural.js';

const plural = pluralOf('de');
const one = (count: number, single: string, several: string) =>
  plural(count, { one: `1 ${single}`, other: `${count} ${several}` });

export const recordMerge: typeof english = {
  button: 'Mit anderer Akte zusammenführen',
  title: (name) => `Mit der Akte von ${name} zusammenführen`,
  chooseLead: 'Welche andere Akte gehört derselben Person? Diese hier bleibt.',
  alike: (count) => one(count, 'Akte ähnelt dieser', 'Akten ähneln dieser'),
  compareLead: 'Sehen Sie sich beide Akten an: was bleibt, was übernommen wird und was umzieht.',
  otherChoice: 'Eine andere Akte wählen',
  swap: 'Die andere Akte behalten',
  compare: 'Was in beiden Akten steht',
  field: 'Angabe',
  stays: 'Bleibt',
  goes: 'Geht darin auf',
  taken: 'Wird übernommen',
  moves: 'Was umzieht',
  visits: (count) => one(count, 'Termin', 'Termine'),
  waitlist: (count) => one(count, 'Eintrag auf der Warteliste', 'Einträge auf der Warteliste'),
  messages: (count) => one(count, 'Nachricht', 'Nachrichten'),
  guardianships: (count) =>
    one(count, 'betreuende oder betreute Person', 'betreuende oder betreute Personen'),
  ending: (count) =>
    plural(count, {
      one: '1 Person, die sich gekümmert hat, verliert den Zugang: Wer ein Konto hat, entscheidet selbst.',
      other: `${count} Personen, die sich gekümmert haben, verlieren den Zugang: Wer ein Konto hat, entscheidet selbst.`,
    }),
  nothing: 'Nichts außer der Akte selbst.',
  endsAccount: (username) => `Das Konto ${username} endet: Niemand kann sich mehr damit anmelden.`,
  silent:
    'Weder die Person noch Ärztinnen und Ärzte bekommen eine Nachricht. Das lässt sich 30 Tage lang rückgängig machen.',
  conflicts: 'In beiden Akten gibt es Termine zur selben Zeit',
  conflictsHint: 'Verschieben Sie zuerst einen der beiden, oder sagen Sie ihn ab.',
  conflict: (when) => `Ab ${when}:`,
  visit: (id) => `Termin ${id}`,
  confirm: 'Akten zusammenführen',
  failed: 'Was umziehen würde, konnte nicht ermittelt werden',
  refused: 'Diese Akten lassen sich nicht zusammenführen',
  done: 'Die Akten sind zusammengeführt.',
  undo: 'Zusammenführung rückgängig machen',
  undoAsk: 'Wieder zwei Akten daraus machen? Was seither dazukam, bleibt hier.',
  undone: 'Das ist rückgängig gemacht. Es gibt wieder zwei Akten.',
  list: 'Zusammengeführte Akten',
  listFailed: 'Die Zusammenführungen konnten nicht geladen werden',
  mergedAt: (when) => `Zusammengeführt am ${when}`,
  undoneAt: (when) => `Rückgängig gemacht am ${when}`,
  until: (when) => `Lässt sich bis ${when} rückgängig machen`,
};
