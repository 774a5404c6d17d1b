import { Button } from '@mantine/core';
import { type UseMutationResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { type Appointment } from '../../api/appointments.js';
import { ApiError } from '../../api/problem.js';
import { Refusal } from '../../components/form/refusal.js';
import { dayOf, timeOfDay } from '../../components/format.js';
import { WarningIcon } from '../../components/icons.js';
import { useOnline } from '../../components/online.js';
import { Panel } from '../../components/panel.js';
import { VisitTime } from '../../components/visit-time.js';
import { messages } from '../../messages/index.js';
import styles from './move-page.module.css';

const texts = messages.appointments.moving;

interface MoveSummaryProps {
  appointment: Appointment;
  /** The start of the new time */
  chosen: string | undefined;
  move: UseMutationResult<Appointment, Error, string>;
  onChoose: (slot: { start: string }) => void;
}

interface ProblemProps extends Pick<MoveSummaryProps, 'onChoose'> {
  error: Error;
  timeZone: string;
  doctorId: number;
}

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

/** The old time, struck through once there is a new one, and the button that decides. */
export function MoveSummary({ appointment, chosen, move, onChoose }: MoveSummaryProps) {
  const { appointmentDateTime: start, endsAt, timeZone, doctorId } = appointment;
  const online = useOnline();
  const confirm = useRef<HTMLButtonElement>(null);
  const wasChosen = useRef(chosen);
  useEffect(() => {
    // The list may be long: whoever has chosen goes on here.
    if (chosen !== undefined && chosen !== wasChosen.current) confirm.current?.focus();
    wasChosen.current = chosen;
  }, [chosen]);
  const isReady = chosen !== undefined && online && !move.isPending;
  const length = Date.parse(endsAt) - Date.parse(start);
  const present = <VisitTime start={start} end={endsAt} timeZone={timeZone} />;
  return (
    <Panel>
      <dl className={styles.times}>
        <div>
          <dt>{texts.now}</dt>
          <dd>{chosen === undefined ? present : <del>{present}</del>}</dd>
        </div>
        <div aria-live="polite">
          <dt>{texts.then}</dt>
          <dd>
            {chosen === undefined ? (
              <span className={styles.none}>{texts.choose}</span>
            ) : (
              <VisitTime
                start={chosen}
                end={new Date(Date.parse(chosen) + length).toISOString()}
                timeZone={timeZone}
              />
            )}
          </dd>
        </div>
      </dl>
      {move.error !== null && (
        <Problem error={move.error} timeZone={timeZone} doctorId={doctorId} onChoose={onChoose} />
      )}
      {!online && <p className={styles.none}>{messages.appointments.offline}</p>}
      <Button
        ref={confirm}
        mt="md"
        aria-disabled={!isReady}
        data-disabled={!isReady}
        onClick={() => {
          if (isReady) move.mutate(chosen);
        }}
      >
        {move.isPending ? messages.form.busy : texts.button}
      </Button>
    </Panel>
  );
}
