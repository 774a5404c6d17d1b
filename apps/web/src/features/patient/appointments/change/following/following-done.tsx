import { Button } from '@mantine/core';
import { type MovedSeries } from '../../../../../api/following.js';
import { CheckIcon, ClockIcon } from '../../../../../components/icons/icons.js';
import { PageTitle } from '../../../../../components/page-title.js';
import { Actions, Panel } from '../../../../../components/panel.js';
import { messages } from '../../../../../messages/index.js';
import { Link } from '../../../../../routing/link.js';
import { dayAndTime } from '../../../../../visits/visit-words.js';
import page from '../../visit-page.module.css';
import styles from './following.module.css';

const texts = messages.following;

interface FollowingDoneProps {
  moved: MovedSeries['moved'];
  next: { href: string; label: string };
}

/** Where the visits are now. */
export function FollowingDone({ moved, next }: FollowingDoneProps) {
  const isAsked = moved.some(({ status }) => status === 'pending');
  return (
    <>
      <div className={page.head}>
        <div className={page.icon} data-waiting={isAsked || undefined}>
          {isAsked ? <ClockIcon /> : <CheckIcon />}
        </div>
        <PageTitle title={texts.done(moved.length)}>{texts.done(moved.length)}</PageTitle>
        <p className={page.lead}>{isAsked ? texts.doneAsked : texts.doneLead}</p>
      </div>
      <Panel>
        <ul className={styles.moves}>
          {moved.map(({ id, appointmentDateTime, timeZone }) => (
            <li key={id}>
              <CheckIcon />
              <strong>{dayAndTime(appointmentDateTime, timeZone)}</strong>
            </li>
          ))}
        </ul>
        <Actions>
          <Button component={Link} href={next.href}>
            {next.label}
          </Button>
        </Actions>
      </Panel>
    </>
  );
}
