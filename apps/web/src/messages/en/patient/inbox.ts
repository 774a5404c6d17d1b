import { pluralOf } from '../../plural.js';

const plural = pluralOf('en');

export const inbox = {
  title: 'Messages',
  lead: 'What has happened with your visits.',
  loading: 'Loading your messages…',
  failed: 'Your messages could not be loaded',
  moreFailed: 'No more messages could be loaded',
  more: 'Show older messages',
  none: 'No messages yet',
  noneHint: 'You are told here when a visit is booked, moved or cancelled.',
  unread: 'New',
  read: 'Mark as read',
  readOf: (title: string) => `Mark as read: ${title}`,
  readAll: 'Mark all as read',
  open: 'Open the visit',
  openWaitlist: 'Open the offer',
  openEntry: 'Open the entry',
  closeToast: 'Close the message',
  count: (count: number, more: boolean) => {
    const shown = more ? `${count} or more` : String(count);
    return plural(count, { one: `${shown} new message`, other: `${shown} new messages` });
  },
  newVersion: 'A newer version of Docket is ready.',
  newVersionButton: 'Load it',
};
