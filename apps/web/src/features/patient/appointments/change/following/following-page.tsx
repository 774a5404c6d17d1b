import { useState } from 'react';
import { type Appointment } from '../../../../../api/appointments.js';
import { type MovedSeries } from '../../../../../api/following.js';
import { useMe } from '../../../../../api/me.js';
import { LongTextField } from '../../../../../components/form/inputs.js';
import { CalendarIcon } from '../../../../../components/icons/icons.js';
import { PageTitle } from '../../../../../components/page-title.js';
import { Panel } from '../../../../../components/panel.js';
import { Notice } from '../../../../../components/state/notice.js';
import { messages } from '../../../../../messages/index.js';
import { addresses, navigate, useUrl, withParams } from '../../../../../routing/location.js';
import { isCalendarDate } from '../../../../../time/dates.js';
import { kindOf, useKindsOfMove } from '../../../../../visits/moving/kinds-of-move.js';
import { DoctorSelect, KindSelect } from '../../../../../visits/moving/move-choices.js';
import { SlotPicker } from '../../../../../visits/slot-picker/slot-picker.js';
import { VisitTime } from '../../../../../visits/visit-time.js';
import { useVisitDetails } from '../../visit-details.js';
import { VisitFrame } from '../../visit-frame.js';
import page from '../../visit-page.module.css';
import { isToCome } from '../cutoff.js';
import styles from './following.module.css';
import { FollowingDone } from './following-done.js';
import { FollowingPlan } from './following-plan.js';
import { SeriesScope } from './series-scope.js';
import { useWayBack } from './use-following.js';

const texts = messages.following;

interface FormProps {
  appointment: Appointment;
  onDone: (moved: MovedSeries) => void;
}

/** With which doctor, of which kind and when the first visit is to be: the address says it. */
function useWish(appointment: Appointment) {
  const url = useUrl();
  const [date, start] = [url.searchParams.get('date'), url.searchParams.get('start')];
  const doctorId = Number(url.searchParams.get('doctor') ?? appointment.doctorId);
  const chosenType = Number(url.searchParams.get('visitType') ?? appointment.visitTypeId);
  const kinds = useKindsOfMove(appointment, doctorId);
  return {
    doctorId,
    kinds,
    visitTypeId: kindOf(appointment, { doctorId, chosenType }, kinds.kinds),
    date: isCalendarDate(date) ? date : undefined,
    start: start !== null && !Number.isNaN(Date.parse(start)) ? start : undefined,
    change: (changes: Record<string, string | undefined>) => {
      navigate(withParams(url, changes), { replace: true });
    },
  };
}

interface ChoicesProps {
  appointment: Appointment;
  wish: ReturnType<typeof useWish>;
  onReason: (reason: string) => void;
}

function Choices({ appointment, wish, onReason }: ChoicesProps) {
  const me = useMe();
  const { doctorId, visitTypeId, kinds, date, start, change } = wish;
  return (
    <Panel>
      <div className={styles.fields}>
        <DoctorSelect
          locationId={appointment.locationId}
          value={doctorId}
          onChange={(id) => {
            change({ doctor: String(id), start: undefined });
          }}
        />
        <KindSelect
          kinds={kinds}
          value={visitTypeId}
          onChange={(id) => {
            change({ visitType: String(id), start: undefined });
          }}
        />
        {me !== undefined && me.role !== 'patient' && (
          <LongTextField
            of="FollowingChangesDto.changeReason"
            label={messages.desk.moveReason}
            hint={messages.desk.moveReasonHint}
            errors={{}}
            rows={2}
            onLeave={(text) => {
              onReason(text.trim());
            }}
          />
        )}
      </div>
      {visitTypeId !== undefined && (
        <SlotPicker
          visit={appointment}
          doctorId={doctorId}
          visitTypeId={visitTypeId}
          timeZone={appointment.timeZone}
          date={date}
          onShow={(shown) => {
            change({ date: shown });
          }}
          present={undefined}
          chosen={start}
          onChoose={(slot) => {
            change({ start: slot.start });
          }}
        />
      )}
    </Panel>
  );
}

/** Doctor, time and reason, and what they would make of each visit. */
function Form({ appointment, onDone }: FormProps) {
  const wish = useWish(appointment);
  const [reason, setReason] = useState('');
  const { doctorId, visitTypeId, start } = wish;
  const change = start !== undefined &&
    visitTypeId !== undefined && {
      appointmentDateTime: start,
      ...(doctorId !== appointment.doctorId && { doctorId }),
      ...(visitTypeId !== appointment.visitTypeId && { visitTypeId }),
      ...(reason !== '' && { changeReason: reason }),
    };
  return (
    <>
      <Panel title={texts.plan}>
        {change === false ? (
          <p className={styles.muted}>{texts.choose}</p>
        ) : (
          <FollowingPlan
            key={`${doctorId} ${visitTypeId} ${start}`}
            appointment={appointment}
            change={change}
            onDone={onDone}
          />
        )}
      </Panel>
      <Choices appointment={appointment} wish={wish} onReason={setReason} />
    </>
  );
}

function Following({ appointment }: { appointment: Appointment }) {
  const [moved, setMoved] = useState<MovedSeries['moved']>();
  const { doctorName, patient } = useVisitDetails(appointment);
  const next = useWayBack(appointment);
  if (moved !== undefined) return <FollowingDone moved={moved} next={next} />;
  const isPossible = appointment.seriesId !== null && isToCome(appointment, Date.now());
  return (
    <>
      <div className={page.head}>
        <PageTitle title={texts.title}>{texts.title}</PageTitle>
        <p className={page.lead}>{texts.lead}</p>
      </div>
      <SeriesScope appointment={appointment} scope="following" />
      <p className={page.what}>
        <span>
          {messages.appointments.visitWith(doctorName)}
          {patient !== undefined && ` · ${patient}`}
        </span>
        <VisitTime
          start={appointment.appointmentDateTime}
          end={appointment.endsAt}
          timeZone={appointment.timeZone}
        />
      </p>
      {isPossible ? (
        <Form
          appointment={appointment}
          onDone={(answer) => {
            setMoved(answer.moved);
          }}
        />
      ) : (
        <Notice
          icon={<CalendarIcon />}
          level="h2"
          title={appointment.seriesId === null ? texts.noSeries : messages.appointments.moving.over}
        />
      )}
    </>
  );
}

/** Another hour, weekday or doctor for a visit of a series and all that follow it. */
export function FollowingPage({ id }: { id: number }) {
  return (
    <VisitFrame id={id} back={{ href: addresses.appointment(id), label: texts.back }}>
      {(appointment) => <Following appointment={appointment} />}
    </VisitFrame>
  );
}
