import { VisuallyHidden } from '@mantine/core';
import { type Slot, type VisitType } from '../api/queries.js';
import { messages } from '../messages/index.js';
import { timeOfDay, zoneAbbreviation } from '../time/format.js';

interface SlotTimeProps {
  slot: Slot;
  timeZone: string;
  /** The day in words, for readers who do not see the column it stands in */
  day: string;
  mode?: VisitType['mode'] | undefined;
  /** When clocks go back an hour comes twice: say which one is meant */
  ambiguous?: boolean;
}

/** A free time: shown as "09:30", read aloud as "Tuesday 3 December, 09:30, 30 minutes, video". */
export function SlotTime({ slot, timeZone, day, mode, ambiguous = false }: SlotTimeProps) {
  const clock = timeOfDay(slot.start, timeZone);
  const time = ambiguous ? `${clock} ${zoneAbbreviation(timeZone, slot.start)}` : clock;
  const minutes = Math.round((Date.parse(slot.end) - Date.parse(slot.start)) / 60_000);
  const words = [day, time, messages.week.minutes(minutes)];
  if (mode !== undefined) words.push(messages.week.spokenMode[mode]);
  return (
    <>
      <time dateTime={slot.start} aria-hidden="true">
        {time}
      </time>
      <VisuallyHidden>{messages.sentence(...words)}</VisuallyHidden>
    </>
  );
}
