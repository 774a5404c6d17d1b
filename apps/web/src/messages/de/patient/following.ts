import { type en } from '../../en/index.js';
import { pluralOf } from '../../plural.js';

const plural = pluralOf('de');

const visits = (count: number) => plural(count, { one: 'einen Termin', other: `${count} Termine` });

export const following: typeof en.following = {
  scope: 'Was verschoben wird',
  one: 'Nur diesen Termin',
  all: 'Diesen und alle folgenden',
  title: 'Diesen und alle folgenden verschieben',
  lead: 'Wählen Sie, wann dieser Termin sein soll. Die folgenden rücken um ebenso viele Tage mit, auf dieselbe Uhrzeit.',
  back: 'Zum Termin',
  plan: 'Was aus jedem Termin wird',
  choose: 'Wählen Sie unten eine neue Zeit. Verschoben wird erst, wenn Sie hier jeden Termin gesehen haben.',
  asking: 'Die neuen Zeiten werden geprüft …',
  failed: 'Die neuen Zeiten konnten nicht geprüft werden',
  from: 'Von',
  to: 'auf',
  alone: 'Diesen einzeln verschieben',
  nothing: 'Die Termine sind schon zu diesen Zeiten.',
  allFit: (count) => plural(count, { one: 'Der Termin passt.', other: `Alle ${count} Termine passen.` }),
  someFit: (conflicts, count) =>
    plural(conflicts, {
      one: `Einer von ${count} Terminen passt nicht.`,
      other: `${conflicts} von ${count} Terminen passen nicht.`,
    }),
  noneFits: 'Keiner der Termine passt. Wählen Sie eine andere Zeit.',
  stay: (count) =>
    plural(count, { one: 'Einer bleibt, wo er ist.', other: `${count} bleiben, wo sie sind.` }),
  asked: 'Die Praxis muss die neuen Zeiten noch bestätigen.',
  moveAll: (count) =>
    plural(count, { one: 'Den Termin verschieben', other: `Alle ${count} Termine verschieben` }),
  movePart: (count) => `${visits(count)} verschieben und die anderen lassen, wo sie sind`,
  changed: 'Inzwischen hat sich etwas geändert, und nichts wurde verschoben. So wäre es jetzt.',
  done: (count) =>
    plural(count, { one: 'Ein Termin ist verschoben', other: `${count} Termine sind verschoben` }),
  doneLead: 'Von jetzt an gelten nur die neuen Zeiten.',
  doneAsked:
    'Von jetzt an gelten nur die neuen Zeiten. Die Praxis muss sie noch bestätigen; dann kommt eine Nachricht.',
  noSeries: 'Dieser Termin gehört zu keiner Serie',
  conflicts: { 'appointment.slot_taken': 'Diese Zeit ist vergeben.' },
};
