import { type retirement as english } from '../../en/admin/retirement.js';

export const retirement: typeof english = {
  title: 'Ende der Buchungen',
  none: 'Ohne Ende. Ab dem Tag, den Sie hier wählen, gibt es keine Buchungen mehr; Vergangenes bleibt lesbar.',
  since: (date) => `Keine Buchungen ab ${date}.`,
  tag: (date) => `endet am ${date}`,
  gone: 'beendet',
  on: 'Erster Tag ohne Buchungen',
  when: 'Wann',
  reason: 'Grund',
  reasonHint: 'Für das Personal',
  save: 'An diesem Tag beenden',
  bringBack: 'Zurückholen',
  bringBackAsk: 'Wieder Buchungen annehmen? Abgesagte Termine bleiben abgesagt.',
  done: 'Erledigt.',
  nothingLeft: 'Keine Termine an diesem Tag oder später.',
  visits: (count) =>
    count === 1 ? 'Ein Termin an diesem Tag oder später' : `${count} Termine an diesem Tag oder später`,
  more: (count) => `Die ersten ${count} stehen hier.`,
  move: 'Verlegen',
  stranded: 'Hier wäre danach keine Buchung mehr möglich:',
  waiting: (count) =>
    count === 1
      ? 'Eine Person auf der Warteliste wartet darauf. Wem kein Tag bleibt, dem wird es gesagt, und das Warten endet.'
      : `${count} Personen auf der Warteliste warten darauf. Wem kein Tag bleibt, dem wird es gesagt, und das Warten endet.`,
  cancelAll: 'Diese Termine absagen',
  cancelReason: 'Warum sie abgesagt werden',
  cancelled: (count, left) =>
    left === 0 ? `Abgesagt: ${count}.` : `Abgesagt: ${count}. Noch gebucht: ${left}.`,
  becomes: (doctor, visits) => `Wie geht es weiter mit ${doctor} (künftige Termine: ${visits})?`,
  choose: 'Bitte wählen, wenn Sie das Konto sperren',
  keep: 'Bleibt ohne Konto buchbar',
  today: 'Ab heute nicht mehr buchbar',
  later: 'Ab einem Tag nicht mehr buchbar',
  laterOn: 'Ab welchem Tag es keine Buchungen gibt',
};
