export const states = {
  retry: 'Try again',
  requestId: 'Request id',
  unreachable: 'Docket did not answer. Check your connection and try again.',
  offline: 'You are offline. Connect and try again.',
  refused: 'Something went wrong on our side. Trying again often helps.',
  asOf: (time: string) => `Not up to date: this is how it was at ${time}.`,
  crashedTitle: 'This page stopped working',
  crashed: 'That is our fault. Loading it again usually helps.',
  reload: 'Load again',
  missingPage: 'There is no such page',
  missingPageHint: 'The address may be old or mistyped.',
  toSearch: 'Find a doctor',
};
