import { Button } from '@mantine/core';
import { type UseMutationResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { type Appointment } from '../../../../api/appointments.js';
import { ApiError } from '../../../../api/http/problem.js';
import { type VisitType } from '../../../../api/queries.js';
import { Refusal } from '../../../../components/form/refusal.js';
import { dayOf, timeOfDay } from '../../../../time/format.js';
import { WarningIcon } from '../../../../components/icons/icons.js';
import { useOnline } from '../../../../api/http/online.js';
import { Panel } from '../../../../components/panel.js';
import { VisitTime } from '../../../../visits/visit-time.js';
import { messages } from '../../../../messages/index.js';
import styles from './move-page.module.css';

const texts = messages.appointments.moving;

interface MoveSummaryProps {
  appointment: Appointment;
  /** The kind that the visit is of, and the one that it is to be of; undefined while they are being loaded */
  kinds: { own: VisitType | undefined; chosen: VisitType | undefined };
  /** The start of the new time */
  chosen: string | undefined;
  move: UseMutationResult<Appointment, Error, { start: string; visitTypeId: number }>;
  onChoose: (slot: { start: string }) => void;
}

interface ProblemProps extends Pick<MoveSummaryProps, 'onChoose'> {
  error: Error;
  timeZone: string;
  doctorId: number;
}

const Kind = ({ kind }: { kind: VisitType | undefined }) =>
  kind !== undefined && <span className={styles.kind}>{kind.name}</span>;

/** What stood against the move, and what to do now. */
function Problem({ error, timeZone, doctorId, onChoose }: ProblemProps) {
  const code = error instanceof ApiError ? error.code : undefined;
  if (code === 'appointment.version_mismatch')
    return (
      <p className={styles.problem} role="alert">
        <WarningIcon /> <span>{texts.changed}</span>
      </p>
    );
  if (code !== 'appointment.slot_taken' || !(error instanceof ApiError)) return <Refusal error={error} />;
  const alternatives = error.alternatives.filter((slot) => slot.doctorId === doctorId);
  return (
    <div role="alert">
      <p className={styles.problem}>
        <WarningIcon /> <span>{alternatives.length > 0 ? texts.taken : texts.takenPlain}</span>
      </p>
      <ul className={styles.alternatives}>
        {alternatives.map((slot) => (
          <li key={slot.start}>
            <Button
              variant="default"
              onClick={() => {
                onChoose(slot);
              }}
            >
              {messages.sentence(dayOf(slot.start, timeZone), timeOfDay(slot.start, timeZone))}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** When the visit ends: of a kind that is not loaded yet it takes as long as it does now. */
function endOf(start: string, kind: VisitType | undefined, appointment: Appointment): string {
  const present = Date.parse(appointment.endsAt) - Date.parse(appointment.appointmentDateTime);
  const length = kind === undefined ? present : kind.durationMinutes * 60_000;
  return new Date(Date.parse(start) + length).toISOString();
}

/** The old time, struck through once there is a new one, and the button that decides. */
export function MoveSummary({ appointment, kinds, chosen, move, onChoose }: MoveSummaryProps) {
  const { appointmentDateTime: start, endsAt, timeZone, doctorId } = appointment;
  const visitTypeId = kinds.chosen?.id ?? appointment.visitTypeId;
  const online = useOnline();
  const confirm = useRef<HTMLButtonElement>(null);
  const wasChosen = useRef(chosen);
  useEffect(() => {
    // The list may be long: after a choice the focus goes on here.
    if (chosen !== undefined && chosen !== wasChosen.current) confirm.current?.focus();
    wasChosen.current = chosen;
  }, [chosen]);
  const isSame = chosen === start && visitTypeId === appointment.visitTypeId;
  const isReady = chosen !== undefined && !isSame && online && !move.isPending;
  const present = (
    <>
      <VisitTime start={start} end={endsAt} timeZone={timeZone} />
      <Kind kind={kinds.own} />
    </>
  );
  return (
    <Panel>
      <dl className={styles.times}>
        <div>
          <dt>{texts.now}</dt>
          <dd>{chosen === undefined || isSame ? present : <del>{present}</del>}</dd>
        </div>
        <div aria-live="polite">
          <dt>{texts.then}</dt>
          <dd>
            {chosen === undefined ? (
              <span className={styles.none}>{texts.choose}</span>
            ) : (
              <>
                <VisitTime
                  start={chosen}
                  end={endOf(chosen, kinds.chosen, appointment)}
                  timeZone={timeZone}
                />
                <Kind kind={kinds.chosen} />
              </>
            )}
          </dd>
        </div>
      </dl>
      {move.error !== null && (
        <Problem error={move.error} timeZone={timeZone} doctorId={doctorId} onChoose={onChoose} />
      )}
      {isSame && <p className={styles.none}>{texts.same}</p>}
      {!online && <p className={styles.none}>{messages.appointments.offline}</p>}
      <Button
        ref={confirm}
        mt="md"
        aria-disabled={!isReady}
        data-disabled={!isReady}
        onClick={() => {
          if (isReady) move.mutate({ start: chosen, visitTypeId });
        }}
      >
        {move.isPending ? messages.form.busy : texts.button}
      </Button>
    </Panel>
  );
}
