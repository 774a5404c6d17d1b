import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Appointment, appointmentQuery, moveAppointment } from '../../../../api/appointments.js';
import { ApiError } from '../../../../api/http/problem.js';
import { useRequestKeys } from '../../../../api/http/request-key.js';
import { isCalendarDate } from '../../../../time/dates.js';
import { CalendarIcon } from '../../../../components/icons/icons.js';
import { addresses, navigate, useUrl, withParams } from '../../../../routing/location.js';
import { Notice } from '../../../../components/state/notice.js';
import { PageTitle } from '../../../../components/page-title.js';
import { Panel } from '../../../../components/panel.js';
import { useKindsOfMove } from '../../../../visits/moving/kinds-of-move.js';
import { SlotPicker } from '../../../../visits/slot-picker/slot-picker.js';
import { VisitTypeChoice } from '../../../../visits/moving/visit-type-choice.js';
import { messages } from '../../../../messages/index.js';
import { isToCome, lastMoment } from './cutoff.js';
import { SeriesScope } from './following/series-scope.js';
import { MoveSummary } from './move-summary.js';
import { TooLate } from './too-late.js';
import { useVisitDetails } from '../visit-details.js';
import { VisitFrame } from '../visit-frame.js';
import styles from '../visit-page.module.css';

const texts = messages.appointments.moving;

const codeOf = (error: Error | null): string | undefined =>
  error instanceof ApiError ? error.code : undefined;

/** What the visit is to become. */
interface MoveWish {
  readonly start: string;
  readonly visitTypeId: number;
}

/** Loads the visit anew when it has changed meanwhile; the chosen time stays chosen. */
function useMove(appointment: Appointment) {
  const client = useQueryClient();
  const { keyFor } = useRequestKeys();
  const { id, version, doctorId } = appointment;
  return useMutation({
    mutationFn: ({ start, visitTypeId }: MoveWish) => {
      const isOther = visitTypeId !== appointment.visitTypeId;
      const to = { appointmentDateTime: start, ...(isOther && { visitTypeId }) };
      return moveAppointment(appointment, to, keyFor([version, to]));
    },
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

interface TimesProps {
  appointment: Appointment;
  move: ReturnType<typeof useMove>;
  /** The start of the new time */
  chosen: string | undefined;
}

/** The kinds and times that can be chosen, and what is chosen of them. */
function Times({ appointment, move, chosen }: TimesProps) {
  const url = useUrl();
  const { own, kinds = [] } = useKindsOfMove(appointment, appointment.doctorId);
  const asked = Number(url.searchParams.get('visitType'));
  const kind = kinds.find(({ id }) => id === asked) ?? own;
  const date = url.searchParams.get('date');
  const change = (changes: Record<string, string | undefined>) => {
    navigate(withParams(url, changes), { replace: true });
  };
  const choose = ({ start }: { start: string }) => {
    move.reset();
    change({ start });
  };
  const visitTypeId = kind?.id ?? appointment.visitTypeId;
  const isOwnKind = visitTypeId === appointment.visitTypeId;
  return (
    <>
      <MoveSummary
        appointment={appointment}
        kinds={{ own, chosen: kind }}
        chosen={chosen}
        move={move}
        onChoose={choose}
      />
      <Panel>
        {kinds.length > 1 && (
          <div className={styles.first}>
            <VisitTypeChoice
              visitTypes={kinds}
              chosen={kind}
              onChoose={(id) => {
                move.reset();
                change({
                  visitType: id === appointment.visitTypeId ? undefined : String(id),
                  start: undefined,
                });
              }}
            />
          </div>
        )}
        <SlotPicker
          visit={appointment}
          doctorId={appointment.doctorId}
          visitTypeId={visitTypeId}
          timeZone={appointment.timeZone}
          date={isCalendarDate(date) ? date : undefined}
          onShow={(shown) => {
            change({ date: shown });
          }}
          present={isOwnKind ? appointment.appointmentDateTime : undefined}
          chosen={chosen}
          onChoose={choose}
        />
      </Panel>
    </>
  );
}

function Move({ appointment }: { appointment: Appointment }) {
  const url = useUrl();
  const { visitType } = useVisitDetails(appointment);
  const move = useMove(appointment);
  const start = url.searchParams.get('start');
  const chosen = start !== null && !Number.isNaN(Date.parse(start)) ? start : undefined;
  const now = Date.now();
  const isLate =
    codeOf(move.error) === 'appointment.reschedule_too_late' ||
    (visitType !== undefined && lastMoment(appointment, visitType, 'move').getTime() < now);
  if (!isToCome(appointment, now)) return <Over />;
  if (isLate) return <TooLate appointment={appointment} change="move" visitType={visitType} />;
  return <Times appointment={appointment} move={move} chosen={chosen} />;
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
          <SeriesScope appointment={appointment} scope="one" />
          <Move appointment={appointment} />
        </>
      )}
    </VisitFrame>
  );
}
