import { type app as model } from '../en/app.js';

export const app: typeof model = {
  name: 'Docket',
  title: (page) => `${page} · Docket`,
  home: 'Docket, Arztsuche',
  skip: 'Zum Inhalt springen',
  toDark: 'Dunkle Farben verwenden',
  toLight: 'Helle Farben verwenden',
  offline: 'Sie sind offline. Was Sie sehen, kann veraltet sein.',
};
