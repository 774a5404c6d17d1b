import Sequencer from '@jest/test-sequencer';

/** Spec files that take a minute or more, the longest first; many wait for processes more than they compute. */
const longest = [
  'e2e/faults/outages.rabbitmq',
  'e2e/operations/process-start',
  'e2e/operations/start',
  'browser/clinic',
  'integration/no-dead-ends',
  'browser/booking-losses',
  'browser/admin',
  'e2e/faults/crashes.moments',
  'browser/visits',
  'browser/account',
  'e2e/contract/fuzz',
  'browser/search',
  'browser/account-links',
  'e2e/messages/notifications',
  'e2e/booking/waitlist',
  'e2e/messages/messages',
  'e2e/contract/security.limits',
  'e2e/accounts/accounts.sessions',
];

/**
 * Begins with the files that take longest, so that no worker ends alone with one of them. Jest remembers how long each
 * took, but in a fresh clone it goes by their size.
 */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => {
      const index = longest.findIndex((name) => path.endsWith(`/test/${name}.spec.ts`));
      return index === -1 ? longest.length : index;
    };
    return [...super.sort(tests)].sort((one, other) => place(one) - place(other));
  }
}
