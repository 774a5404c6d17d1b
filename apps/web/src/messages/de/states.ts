import { type states as model } from '../en/states.js';

export const states: typeof model = {
  retry: 'Noch einmal versuchen',
  requestId: 'Anfragenummer',
  unreachable: 'Docket hat nicht geantwortet. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
  offline: 'Sie sind offline. Stellen Sie eine Verbindung her und versuchen Sie es noch einmal.',
  refused: 'Bei uns ist etwas schiefgegangen. Ein neuer Versuch hilft oft.',
  asOf: (time) => `Nicht aktuell: So war es um ${time}.`,
  crashedTitle: 'Diese Seite funktioniert gerade nicht',
  crashed: 'Das ist unser Fehler. Neu laden hilft meistens.',
  reload: 'Neu laden',
  missingPage: 'Diese Seite gibt es nicht',
  missingPageHint: 'Die Adresse ist vielleicht veraltet oder vertippt.',
  toSearch: 'Zur Arztsuche',
};
