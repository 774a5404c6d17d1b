import { Button, VisuallyHidden } from '@mantine/core';
import { type TimedHold } from '../../../../api/holds.js';
import { minutesAndSeconds } from '../../../../time/format.js';
import { ClockIcon } from '../../../../components/icons/icons.js';
import { RequestId } from '../../../../components/state/request-id.js';
import { messages } from '../../../../messages/index.js';
import styles from '../booking.module.css';
import { type HoldState } from './use-hold.js';

const texts = messages.booking;
const minute = 60_000;
const holdLength = 5 * minute;

interface HoldClockProps {
  held: TimedHold | undefined;
  now: number;
  extend: HoldState['extend'];
  extension: HoldState['extension'];
}

/** How long the time is still held. A screen reader says it once, a minute before the end. */
export function HoldClock({ held, now, extend, extension }: HoldClockProps) {
  const left = held === undefined ? holdLength : Math.max(0, held.deadline - now);
  const isLastMinute = held !== undefined && left <= minute;
  return (
    <div className={styles.clock} data-urgent={isLastMinute || undefined}>
      <ClockIcon />
      <div className={styles.clockText}>
        <p role="timer" className={styles.remaining}>
          {held === undefined ? texts.holding : texts.heldFor(minutesAndSeconds(left))}
        </p>
        <p className={styles.small}>{held?.hold.extended === true ? texts.extended : texts.held}</p>
        {extension.error !== null && (
          <p className={styles.small} role="alert">
            {texts.extendFailed}. <RequestId error={extension.error} />
          </p>
        )}
      </div>
      {held?.hold.extended === false && (
        <Button
          variant="default"
          className={styles.extend}
          aria-disabled={extension.isPending}
          onClick={extend}
        >
          {texts.extend}
        </Button>
      )}
      <VisuallyHidden role="status">{isLastMinute ? texts.lastMinute : ''}</VisuallyHidden>
      <div className={styles.bar} aria-hidden="true">
        <span style={{ inlineSize: `${Math.min(100, (left / holdLength) * 100)}%` }} />
      </div>
    </div>
  );
}
