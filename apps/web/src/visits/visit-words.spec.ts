import { messages } from '../messages/index.js';
import { statusWord } from './visit-words.js';

it.each([
  [{ status: 'cancelled', cancelledBecause: null }, 'Cancelled'],
  [{ status: 'cancelled', cancelledBecause: 'unanswered' }, 'Not answered'],
  [{ status: 'cancelled', cancelledBecause: 'deceased' }, 'Patient died'],
  [{ status: 'confirmed', cancelledBecause: null }, 'Confirmed'],
] as const)('%j is told as what it is', (visit, word) => {
  expect(statusWord(visit, messages.desk.status)).toBe(word);
});
