import { changesNotice, Channel, Occasion, placeNotice, remindersNotice } from '#libs/notifications';
import { type Outgoing } from './channels/channel.js';
import { type ClaimedDelivery } from './deliveries.repository.js';

/**
 * What is told to one recipient at one moment: reminders, such as at the end of the quiet hours, of one place, or news that
 * was collected.
 */
function groupOf(delivery: ClaimedDelivery, channel: Channel): string {
  const { id, occasion, userId, locationId, dueAt, isCollected } = delivery;
  if (isCollected) return ['collected', userId, dueAt.getTime()].join(' ');
  // An inbox rings nobody, and keeps each reminder by itself.
  const isGrouped = occasion === Occasion.reminder ? channel !== Channel.in_app : locationId !== null;
  return isGrouped ? [occasion, userId, locationId, dueAt.getTime()].join(' ') : `alone ${id}`;
}

const offsetOf = ({ delivery }: Outgoing): number => delivery.offsetMinutes ?? 0;
const startOf = ({ visit }: Outgoing): number => visit?.startsAt.getTime() ?? 0;
const knownOf = ({ place }: Outgoing): number => place?.knownRevision ?? Infinity;

const subjectOf = ({ delivery: { appointmentId, waitlistEntryId } }: Outgoing): string =>
  [appointmentId, waitlistEntryId].join(' ');

/** One entry for each visit: of several reminders of one, or news of it, the last counts. */
function inOrder(group: readonly Outgoing[]): Outgoing[] {
  const nearest = new Map<string, Outgoing>();
  const later = (one: Outgoing, other: Outgoing): number =>
    offsetOf(other) - offsetOf(one) || one.delivery.id - other.delivery.id;
  for (const each of [...group].sort(later)) nearest.set(subjectOf(each), each);
  return [...nearest.values()].sort((one, other) => startOf(one) - startOf(other));
}

/**
 * Makes one message of those that would ring at the same moment, whatever visits they are about.
 *
 * @param messages over one channel
 * @param action where all visits are found
 */
export function together(messages: readonly Outgoing[], channel: Channel, action: string): Outgoing[] {
  const groups = new Map<string, Outgoing[]>();
  for (const message of messages) {
    const key = groupOf(message.delivery, channel);
    groups.set(key, [...(groups.get(key) ?? []), message]);
  }
  return [...groups.values()].flatMap((group) => {
    const [leader] = group;
    const [first, ...rest] = inOrder(group);
    if (leader === undefined || first === undefined) return [];
    const others = group.filter((each) => each !== leader).map(({ delivery }) => delivery);
    // A letter has several of its own.
    const visits = [...first.visits, ...rest.flatMap(({ visit }) => visit ?? [])];
    return [{ ...leader, visit: first.visit, notice: noticeOf(first, rest, action), others, visits }];
  });
}

function noticeOf(first: Outgoing, rest: readonly Outgoing[], action: string): Outgoing['notice'] {
  const notices = rest.map(({ notice }) => notice);
  if (first.delivery.isCollected && notices.length > 0) return changesNotice(first.notice, notices, action);
  // Visits that were booked at different times can know the place at different times; the whole change is told.
  const [oldest] = [first, ...rest].sort((one, other) => knownOf(one) - knownOf(other));
  if (oldest?.place !== undefined) return placeNotice(oldest.place, first.notice, notices, action);
  return notices.length === 0 ? first.notice : remindersNotice(first.notice, notices, action);
}
