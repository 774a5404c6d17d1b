import { Button } from '@mantine/core';
import { type Appointment } from '../../../api/appointments.js';
import { CheckIcon, ClockIcon, SwapIcon } from '../../../components/icons/icons.js';
import { Link } from '../../../routing/link.js';
import { addresses, useUrl } from '../../../routing/location.js';
import { useOnline } from '../../../api/http/online.js';
import { PageTitle } from '../../../components/page-title.js';
import { Actions, Panel } from '../../../components/panel.js';
import { messages } from '../../../messages/index.js';
import { AddToCalendar } from './calendar/add-to-calendar.js';
import { isToCome, lastMoment } from './change/cutoff.js';
import { StatusBadge } from './status-badge.js';
import { TooLate } from './change/too-late.js';
import { UndoCancel } from './change/undo-cancel.js';
import { useVisitDetails, type VisitDetails } from './visit-details.js';
import { VisitFacts } from './visit-facts.js';
import { VisitFrame } from './visit-frame.js';
import { VisitHistory } from './visit-history.js';
import styles from './visit-page.module.css';

const texts = messages.appointments;

/** What has just been done, for which the page was opened. */
function newsOf(url: URL, { id, status }: Appointment): { title: string; lead: string } | undefined {
  if (status !== 'pending' && status !== 'confirmed') return undefined;
  const booked = url.searchParams.get('booked');
  if (booked === 'again') return { title: texts.rebookedTitle, lead: texts.rebooked(id) };
  if (booked !== null)
    return status === 'pending'
      ? { title: texts.requestedTitle, lead: texts.requested }
      : { title: texts.bookedTitle, lead: texts.booked };
  if (!url.searchParams.has('moved')) return undefined;
  return { title: texts.movedTitle, lead: status === 'pending' ? texts.movedRequested : texts.moved };
}

interface PartProps {
  appointment: Appointment;
  details: VisitDetails;
}

function Head({ appointment, details: { doctorName } }: PartProps) {
  const news = newsOf(useUrl(), appointment);
  const title = news?.title ?? texts.visitWith(doctorName);
  return (
    <div className={styles.head}>
      {news !== undefined && (
        <div className={styles.icon} data-waiting={appointment.status === 'pending' || undefined}>
          {appointment.status === 'pending' ? <ClockIcon /> : <CheckIcon />}
        </div>
      )}
      <PageTitle title={title}>{title}</PageTitle>
      {news !== undefined && <p className={styles.lead}>{news.lead}</p>}
    </div>
  );
}

function Changes({ appointment, details: { visitType } }: PartProps) {
  const online = useOnline();
  const now = Date.now();
  const isLate = (change: 'move' | 'cancel') =>
    visitType !== undefined && lastMoment(appointment, visitType, change).getTime() < now;
  if (isLate('move') && isLate('cancel'))
    return <TooLate appointment={appointment} change="cancel" visitType={visitType} />;
  if (!online) return <p className={styles.note}>{texts.offline}</p>;
  return (
    <Actions>
      {!isLate('move') && (
        <Button
          component={Link}
          href={addresses.moveAppointment(appointment.id)}
          variant="light"
          leftSection={<SwapIcon />}
        >
          {texts.move}
        </Button>
      )}
      <Button component={Link} href={addresses.cancelAppointment(appointment.id)} variant="default">
        {texts.cancel}
      </Button>
    </Actions>
  );
}

function Visit({ appointment }: { appointment: Appointment }) {
  const details = useVisitDetails(appointment);
  const parts = { appointment, details };
  const isAhead = isToCome(appointment, Date.now());
  const isUndoable =
    appointment.status === 'cancelled' &&
    details.deceasedOn === null &&
    Date.parse(appointment.appointmentDateTime) > Date.now();
  return (
    <>
      <Head {...parts} />
      {isUndoable && (
        <div className={styles.first}>
          <UndoCancel appointment={appointment} />
        </div>
      )}
      <Panel>
        <p className={styles.badge}>
          <StatusBadge visit={appointment} />
        </p>
        <VisitFacts {...parts} />
        {isAhead && <Changes {...parts} />}
      </Panel>
      {isAhead && <AddToCalendar {...parts} />}
      <VisitHistory appointment={appointment} />
    </>
  );
}

/** One visit, also as the last step of booking and of moving it. */
export function VisitPage({ id }: { id: number }) {
  return (
    <VisitFrame id={id} back={{ href: addresses.appointments, label: texts.back }}>
      {(appointment) => <Visit appointment={appointment} />}
    </VisitFrame>
  );
}
