import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Appointment, appointmentQuery, moveAppointment } from '../../api/appointments.js';
import { ApiError } from '../../api/problem.js';
import { useActKeys } from '../../components/act-keys.js';
import { isCalendarDate } from '../../components/dates.js';
import { CalendarIcon } from '../../components/icons.js';
import { addresses, navigate, useUrl, withParams } from '../../components/location.js';
import { Notice } from '../../components/notice.js';
import { PageTitle } from '../../components/page-title.js';
import { Panel } from '../../components/panel.js';
import { SlotPicker } from '../../components/slot-picker/slot-picker.js';
import { messages } from '../../messages/index.js';
import { isToCome, lastMoment } from './cutoff.js';
import { MoveSummary } from './move-summary.js';
import { TooLate } from './too-late.js';
import { useVisitDetails } from './visit-details.js';
import { VisitFrame } from './visit-frame.js';
import styles from './visit-page.module.css';

const texts = messages.appointments.moving;

const codeOf = (error: Error | null): string | undefined =>
  error instanceof ApiError ? error.code : undefined;

/** What has changed under the reader's eyes is loaded anew; what was chosen stays chosen. */
function useMove(appointment: Appointment) {
  const client = useQueryClient();
  const keyOf = useActKeys();
  const { id, version, doctorId } = appointment;
  return useMutation({
    mutationFn: (start: string) => moveAppointment(appointment, start, keyOf(`${version} to ${start}`)),
    onSuccess: async (moved) => {
      client.setQueryData(appointmentQuery(id).queryKey, { appointment: moved, asOf: Date.now() });
      await client.invalidateQueries({ queryKey: ['appointments'] });
      navigate(`${addresses.appointment(id)}?moved=1`);
    },
    onError: async (error) => {
      if (codeOf(error) === 'appointment.version_mismatch')
        await client.invalidateQueries({ queryKey: ['appointments'] });
      await client.invalidateQueries({ queryKey: ['doctor', doctorId, 'availability'] });
    },
  });
}

function Over() {
  return (
    <Notice icon={<CalendarIcon />} level="h2" title={texts.over}>
      <p>{texts.overHint}</p>
    </Notice>
  );
}

function Move({ appointment }: { appointment: Appointment }) {
  const url = useUrl();
  const { visitType } = useVisitDetails(appointment);
  const move = useMove(appointment);
  const [date, start] = [url.searchParams.get('date'), url.searchParams.get('start')];
  const chosen = start !== null && !Number.isNaN(Date.parse(start)) ? start : undefined;
  const now = Date.now();
  const isLate =
    codeOf(move.error) === 'appointment.reschedule_too_late' ||
    (visitType !== undefined && lastMoment(appointment, visitType, 'move').getTime() < now);
  const choose = (slot: { start: string }) => {
    move.reset();
    navigate(withParams(url, { start: slot.start }), { replace: true });
  };
  if (!isToCome(appointment, now)) return <Over />;
  if (isLate) return <TooLate appointment={appointment} change="move" visitType={visitType} />;
  return (
    <>
      <MoveSummary appointment={appointment} chosen={chosen} move={move} onChoose={choose} />
      <Panel>
        <SlotPicker
          doctorId={appointment.doctorId}
          visitTypeId={appointment.visitTypeId}
          timeZone={appointment.timeZone}
          date={isCalendarDate(date) ? date : undefined}
          onShow={(shown) => {
            navigate(withParams(url, { date: shown }), { replace: true });
          }}
          chosen={chosen}
          onChoose={choose}
        />
      </Panel>
    </>
  );
}

/** Another time for a visit. The present one is kept until the new one is certain. */
export function MovePage({ id }: { id: number }) {
  return (
    <VisitFrame id={id} back={{ href: addresses.appointment(id), label: texts.keep }}>
      {(appointment) => (
        <>
          <div className={styles.head}>
            <PageTitle title={texts.title}>{texts.title}</PageTitle>
            <p className={styles.lead}>{texts.lead}</p>
          </div>
          <Move appointment={appointment} />
        </>
      )}
    </VisitFrame>
  );
}
