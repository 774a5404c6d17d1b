import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { leaveWaitlist, type WaitlistEntry } from '../../../api/waitlist.js';
import { ConfirmButton } from '../../../components/confirm-button.js';
import { Refusal } from '../../../components/form/refusal.js';
import { fullDate } from '../../../time/format.js';
import { BellIcon, CheckIcon, ClockIcon, CrossIcon } from '../../../components/icons/icons.js';
import { Link } from '../../../routing/link.js';
import { addresses } from '../../../routing/location.js';
import { messages } from '../../../messages/index.js';
import { useSubject } from './entry-subject.js';
import styles from './waitlist.module.css';

const texts = messages.waitlist;

const icons: Readonly<Record<WaitlistEntry['status'], ReactNode>> = {
  waiting: <ClockIcon />,
  offered: <BellIcon />,
  booked: <CheckIcon />,
  expired: <CrossIcon />,
  left: <CrossIcon />,
};

function Leave({ entry, subject }: { entry: WaitlistEntry; subject: string }) {
  const client = useQueryClient();
  const leave = useMutation({
    mutationFn: () => leaveWaitlist(entry.id),
    onSettled: () => client.invalidateQueries({ queryKey: ['waitlist'] }),
  });
  return (
    <>
      <ConfirmButton
        label={texts.leave}
        name={texts.leaveOf(subject)}
        question={texts.leaveSure}
        busy={leave.isPending}
        onConfirm={() => {
          leave.mutate();
        }}
      />
      <Refusal error={leave.error} />
    </>
  );
}

/** One entry of the waitlist, with what can be done about it. */
export function EntryItem({ entry }: { entry: WaitlistEntry }) {
  const { id, status, from, to, appointmentId, endReason } = entry;
  const subject = useSubject(entry);
  return (
    <div className={styles.item}>
      <div>
        <strong>{subject}</strong>
        <small>{texts.period(fullDate(from), fullDate(to))}</small>
        <span className={styles.status} data-status={status}>
          {icons[status]} {texts.status[status]}
        </span>
        {endReason !== null && <small>{texts.endReasons[endReason]}</small>}
      </div>
      <div className={styles.actions}>
        {status === 'offered' && (
          <Button component={Link} href={addresses.waitlistEntry(id)}>
            {texts.answer}
          </Button>
        )}
        {appointmentId !== null && (
          <Button component={Link} href={addresses.appointment(appointmentId)} variant="light">
            {texts.visit}
          </Button>
        )}
        {(status === 'waiting' || status === 'offered') && <Leave entry={entry} subject={subject} />}
      </div>
    </div>
  );
}
