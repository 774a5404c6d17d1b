import { Channel, Occasion, placeNotice, remindersNotice } from '#libs/notifications';
import { type Outgoing } from './channels/channel.js';
import { type ClaimedDelivery } from './deliveries.repository.js';

/** What is told to one recipient at one moment: reminders, such as at the end of the quiet hours, or of one place. */
function groupOf({ id, occasion, userId, locationId, dueAt }: ClaimedDelivery, channel: Channel): string {
  // An inbox rings nobody, and keeps each reminder by itself.
  const isGrouped = occasion === Occasion.reminder ? channel !== Channel.in_app : locationId !== null;
  return isGrouped ? [occasion, userId, locationId, dueAt.getTime()].join(' ') : `alone ${id}`;
}

const offsetOf = ({ delivery }: Outgoing): number => delivery.offsetMinutes ?? 0;
const startOf = ({ visit }: Outgoing): number => visit?.startsAt.getTime() ?? 0;
const knownOf = ({ place }: Outgoing): number => place?.knownRevision ?? Infinity;

/** One entry for each visit: of several reminders of one the last counts. */
function inOrder(group: readonly Outgoing[]): Outgoing[] {
  const nearest = new Map<number | null, Outgoing>();
  for (const each of [...group].sort((one, other) => offsetOf(other) - offsetOf(one)))
    nearest.set(each.delivery.appointmentId, each);
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
    const visits = rest.flatMap(({ visit }) => visit ?? []);
    return [{ ...leader, visit: first.visit, notice: noticeOf(first, rest, action), others, visits }];
  });
}

function noticeOf(first: Outgoing, rest: readonly Outgoing[], action: string): Outgoing['notice'] {
  const notices = rest.map(({ notice }) => notice);
  // Visits that were booked at different times can know the place at different times; the whole change is told.
  const [oldest] = [first, ...rest].sort((one, other) => knownOf(one) - knownOf(other));
  if (oldest?.place !== undefined) return placeNotice(oldest.place, first.notice, notices, action);
  return notices.length === 0 ? first.notice : remindersNotice(first.notice, notices, action);
}
