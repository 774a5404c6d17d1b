import { Button, NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { movesQuery, type ProposedMove, type ProposedPlace } from '../../api/desk-bookings.js';
import { type Me } from '../../api/me.js';
import { doctorsAtQuery } from '../../api/places.js';
import { type Doctor } from '../../api/queries.js';
import { type CalendarDate } from '../../components/dates.js';
import { useDate } from '../../components/desk/date-bar.js';
import { DeskRefusal } from '../../components/desk/desk-refusal.js';
import { DoctorOfPage } from '../../components/desk/doctor-of-page.js';
import { PageHead } from '../../components/desk/page-head.js';
import { dayAndTime, patientName, timeRange } from '../../components/desk/visit-words.js';
import { dateIn } from '../../components/dates.js';
import { longDay } from '../../components/format.js';
import { CalendarIcon, CheckIcon } from '../../components/icons.js';
import { Link } from '../../components/link.js';
import { LoadError } from '../../components/load-error.js';
import { addresses, navigate, useUrl, withParams } from '../../components/location.js';
import { Notice } from '../../components/notice.js';
import { messages } from '../../messages/index.js';
import styles from './board.module.css';
import { type MoveResults, useDayMoves } from './use-day-moves.js';

const texts = messages.board.move;

const placesOf = ({ proposal, alternatives }: ProposedMove): ProposedPlace[] =>
  proposal === null ? alternatives : [proposal, ...alternatives];

interface MoveRowProps {
  move: ProposedMove;
  /** Which of the places, or none */
  chosen: string;
  result: 'moved' | Error | undefined;
  onChoose: (chosen: string) => void;
}

function MoveRow({ move, chosen, result, onChoose }: MoveRowProps) {
  const { appointment } = move;
  const places = placesOf(move);
  const to = places[Number(chosen)];
  const name = patientName(appointment.patient);
  return (
    <li>
      <div>
        <strong>{name}</strong>
        {result === 'moved' ? (
          <del>{timeRange(appointment, appointment.timeZone)}</del>
        ) : (
          <span>{timeRange(appointment, appointment.timeZone)}</span>
        )}
        {appointment.patient.phone !== null && <span>{appointment.patient.phone}</span>}
      </div>
      {result === 'moved' && to !== undefined ? (
        <p className={styles.result}>
          <CheckIcon />
          {texts.moved(to.doctorName, dayAndTime(to.appointmentDateTime, appointment.timeZone))}
        </p>
      ) : (
        <div>
          <NativeSelect
            size="md"
            aria-label={texts.placeFor(name)}
            value={chosen}
            data={[
              ...places.map((place, index) => ({
                value: String(index),
                label: messages.sentence(
                  place.doctorName,
                  dayAndTime(place.appointmentDateTime, appointment.timeZone),
                ),
              })),
              { value: '', label: places.length === 0 ? texts.nothingFree : texts.leave },
            ]}
            onChange={({ currentTarget }) => {
              onChoose(currentTarget.value);
            }}
          />
          {result instanceof Error && <DeskRefusal error={result} />}
        </div>
      )}
    </li>
  );
}

interface MovesProps {
  moves: readonly ProposedMove[];
  doctor: Doctor;
  date: CalendarDate;
}

function resultText(results: MoveResults): string {
  const all = [...results.values()];
  const moved = all.filter((result) => result === 'moved').length;
  return all.length === 0 ? '' : texts.done(moved, all.length - moved);
}

function Moves({ moves, doctor, date }: MovesProps) {
  const { act, results } = useDayMoves(doctor.id, date);
  const [choices, setChoices] = useState<ReadonlyMap<number, string>>(new Map());
  const [reason, setReason] = useState(texts.defaultReason);
  const [close, setClose] = useState(true);
  const choiceOf = (move: ProposedMove) =>
    choices.get(move.appointment.id) ?? (placesOf(move).length === 0 ? '' : '0');
  const planned = moves.flatMap((move) => {
    const choice = choiceOf(move);
    const to = choice === '' ? undefined : placesOf(move)[Number(choice)];
    return to === undefined || results.get(move.appointment.id) === 'moved' ? [] : [{ move, to }];
  });
  const canAct = !act.isPending && (planned.length > 0 || (close && !act.isSuccess));
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (canAct) act.mutate({ moves: planned, reason: reason.trim() || texts.defaultReason, close });
  };
  return (
    <form noValidate onSubmit={submit}>
      {moves.length === 0 && (
        <Notice icon={<CalendarIcon />} level="h2" title={texts.nothing}>
          {texts.nothingHint}
        </Notice>
      )}
      <ul className={styles.moves} aria-label={texts.list}>
        {moves.map((move) => (
          <MoveRow
            key={move.appointment.id}
            move={move}
            chosen={choiceOf(move)}
            result={results.get(move.appointment.id)}
            onChoose={(choice) => {
              setChoices(new Map(choices).set(move.appointment.id, choice));
            }}
          />
        ))}
      </ul>
      <div className={styles.card}>
        <TextInput
          size="md"
          label={texts.reason}
          description={texts.reasonHint}
          maxLength={500}
          value={reason}
          onChange={({ currentTarget }) => {
            setReason(currentTarget.value);
          }}
        />
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={close}
            onChange={({ currentTarget }) => {
              setClose(currentTarget.checked);
            }}
          />
          {texts.close}
        </label>
        <DeskRefusal error={act.error} />
        <p role="status" className={styles.muted}>
          {act.isPending ? messages.form.busy : resultText(results)}
        </p>
        <div className={styles.actions}>
          <Button type="submit" aria-disabled={!canAct} data-disabled={!canAct}>
            {planned.length === 0 ? texts.closeOnly : texts.button(planned.length)}
          </Button>
        </div>
      </div>
    </form>
  );
}

function MoveDayView({ doctor, me }: { doctor: Doctor; me: Me }) {
  const url = useUrl();
  const date = useDate(dateIn(doctor.location.timeZone, new Date()));
  const to = Number(url.searchParams.get('to'));
  const toDoctorId = Number.isInteger(to) && to > 0 ? to : undefined;
  const others = useQuery(doctorsAtQuery(doctor.location.id));
  const query = useQuery(movesQuery({ doctorId: doctor.id, date, toDoctorId }));
  return (
    <>
      <PageHead title={texts.title(doctor.name)} lead={longDay(date)}>
        <Button
          variant="default"
          component={Link}
          href={`${me.role === 'doctor' ? addresses.today : addresses.board}?location=${doctor.location.id}&date=${date}`}
        >
          {messages.desk.back}
        </Button>
      </PageHead>
      <NativeSelect
        size="md"
        maw="28rem"
        label={texts.to}
        value={toDoctorId === undefined ? '' : String(toDoctorId)}
        data={[
          { value: '', label: texts.anybody },
          ...(others.data ?? [])
            .filter(({ id }) => id !== doctor.id)
            .map(({ id, name, specialization }) => ({
              value: String(id),
              label: messages.sentence(name, specialization),
            })),
        ]}
        onChange={({ currentTarget }) => {
          navigate(withParams(url, { to: currentTarget.value }), { replace: true });
        }}
      />
      {query.isPending && <Skeleton height={260} radius={16} mt={24} />}
      {query.isError && query.data === undefined && (
        <LoadError title={texts.failed} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data !== undefined && (
        <Moves key={toDoctorId ?? 0} moves={query.data} doctor={doctor} date={date} />
      )}
    </>
  );
}

/** A whole day goes elsewhere, for example because the doctor is ill. */
export function MoveDayPage() {
  return (
    <DoctorOfPage title={messages.board.moveDay}>
      {(doctor, me) => <MoveDayView doctor={doctor} me={me} />}
    </DoctorOfPage>
  );
}
