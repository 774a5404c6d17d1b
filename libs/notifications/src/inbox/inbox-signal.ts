/** The channel of PostgreSQL's NOTIFY that says whose inbox has something new; the payload is the id of an account. */
export const inboxSignal = 'docket_inbox';
