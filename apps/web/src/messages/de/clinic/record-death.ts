import { type recordDeath as english } from '../../en/clinic/record-death.js';
import { pluralOf } from '../../plural.js';

const plural = pluralOf('de');

export const recordDeath: typeof english = {
  button: 'Todesfall eintragen',
  open: 'Sterbetag',
  title: (name) => `Todesfall: ${name}`,
  on: 'Verstorben am',
  effects: 'Was dann geschieht',
  visits: (count) =>
    plural(count, {
      one: '1 anstehender Termin an Ihren Standorten wird abgesagt, ebenso die an anderen.',
      other: `${count} anstehende Termine an Ihren Standorten werden abgesagt, ebenso die an anderen.`,
    }),
  noVisits: 'An Ihren Standorten steht kein Termin an. Die an anderen werden abgesagt.',
  moreVisits: 'Die anstehenden Termine werden abgesagt.',
  silent:
    'Weder die verstorbene Person noch Angehörige, die sich um sie gekümmert haben, bekommen darüber eine Nachricht oder noch eine Erinnerung. Die Ärztinnen und Ärzte erfahren es.',
  ends: 'Das Warten auf Termine endet, und mit dem Konto kann sich niemand mehr anmelden.',
  stays: 'Die Akte bleibt und wird weiterhin gefunden. Termine lassen sich nicht mehr buchen.',
  save: 'Speichern',
  noted: 'Der Todesfall ist eingetragen.',
  takeBack: 'Zurücknehmen',
  takeBackAsk: 'War es ein Irrtum? Das Konto lässt sich wieder benutzen. Termine bleiben abgesagt.',
  takenBack: 'Das ist zurückgenommen.',
  calledOff: 'Abgesagt, und nicht von selbst wieder gebucht',
  calledOffHint: 'Buchen Sie neu, was stattfinden soll.',
  noneCalledOff: 'Es wurde kein Termin abgesagt, der noch stattfinden könnte.',
};
