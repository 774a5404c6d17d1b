import { Button, Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type Appointment } from '../../../../../api/appointments.js';
import {
  type FollowingChange,
  followingQuery,
  type MovedSeries,
  type PreviewedMove,
} from '../../../../../api/following.js';
import { useOnline } from '../../../../../api/http/online.js';
import { ApiError, type ProblemCode } from '../../../../../api/http/problem.js';
import { Refusal } from '../../../../../components/form/refusal.js';
import { CheckIcon, WarningIcon } from '../../../../../components/icons/icons.js';
import { LoadError } from '../../../../../components/state/load-error.js';
import { messages } from '../../../../../messages/index.js';
import { Link } from '../../../../../routing/link.js';
import { addresses } from '../../../../../routing/location.js';
import { dayAndTime } from '../../../../../visits/visit-words.js';
import styles from './following.module.css';
import { type MoveAll, useMoveAll } from './use-following.js';

const texts = messages.following;

/** Why a visit does not fit. A later version of the API may have codes that this page has no words for. */
const reasonOf = (code: string): string =>
  (texts.conflicts as Partial<Record<string, string>>)[code] ??
  (messages.errors as Partial<Record<string, string>>)[code as ProblemCode] ??
  messages.errors['request.refused'];

function Row({ move }: { move: PreviewedMove }) {
  const { appointment, appointmentDateTime, timeZone, conflict } = move;
  return (
    <li data-conflict={conflict !== null || undefined}>
      {conflict === null ? <CheckIcon /> : <WarningIcon />}
      <div>
        <span className={styles.from}>
          {texts.from} {dayAndTime(appointment.appointmentDateTime, appointment.timeZone)}
        </span>
        <strong>
          {texts.to} {dayAndTime(appointmentDateTime, timeZone)}
        </strong>
        {conflict !== null && (
          <span className={styles.reason}>
            {reasonOf(conflict.code)}{' '}
            <Link href={addresses.moveAppointment(appointment.id)}>{texts.alone}</Link>
          </span>
        )}
      </div>
    </li>
  );
}

interface DecisionProps {
  moves: readonly PreviewedMove[];
  move: MoveAll;
  /** Moves all of the visits but those that do not fit */
  onMove: (conflicts: readonly number[]) => void;
}

/** What can be done with the plan: all of it, or the part that fits. */
function Decision({ moves, move, onMove }: DecisionProps) {
  const online = useOnline();
  const conflicts = moves.flatMap(({ appointment, conflict }) => (conflict === null ? [] : [appointment.id]));
  const fit = moves.length - conflicts.length;
  const isReady = online && !move.isPending;
  const isAsked = moves.some(({ appointment, status }) => status !== null && status !== appointment.status);
  return (
    <>
      {isAsked && <p className={styles.muted}>{texts.asked}</p>}
      {!online && <p className={styles.muted}>{messages.appointments.offline}</p>}
      {fit > 0 && (
        <Button
          mt="md"
          aria-disabled={!isReady}
          data-disabled={!isReady}
          onClick={() => {
            if (isReady) onMove(conflicts);
          }}
        >
          {move.isPending
            ? messages.form.busy
            : conflicts.length === 0
              ? texts.moveAll(fit)
              : texts.movePart(fit)}
        </Button>
      )}
    </>
  );
}

function summaryOf(moves: readonly PreviewedMove[]): string {
  const conflicts = moves.filter(({ conflict }) => conflict !== null).length;
  if (moves.length === 0) return texts.nothing;
  if (conflicts === 0) return texts.allFit(moves.length);
  return conflicts === moves.length ? texts.noneFits : texts.someFit(conflicts, moves.length);
}

interface FollowingPlanProps {
  appointment: Appointment;
  /** Where the first visit goes */
  change: FollowingChange;
  onDone: (moved: MovedSeries) => void;
}

/** What the move would make of each visit, and the button that decides. */
export function FollowingPlan({ appointment, change, onDone }: FollowingPlanProps) {
  const move = useMoveAll(appointment, onDone);
  const [skip, setSkip] = useState<readonly number[]>([]);
  const wish = skip.length === 0 ? change : { ...change, skip: [...skip] };
  const query = useQuery({
    ...followingQuery(appointment, wish),
    enabled: !move.isPending,
    placeholderData: keepPreviousData,
  });
  const moves = query.data;
  const summary = useRef<HTMLParagraphElement>(null);
  const isKnown = moves !== undefined;
  useEffect(() => {
    // The list of times may be long: after a choice the focus goes on here.
    if (isKnown) summary.current?.focus();
  }, [isKnown]);
  if (query.error instanceof ApiError && !query.error.passing) return <Refusal error={query.error} />;
  if (moves === undefined && query.error !== null)
    return (
      <LoadError compact title={texts.failed} error={query.error} onRetry={() => void query.refetch()} />
    );
  if (moves === undefined)
    return <Skeleton height={160} radius={10} role="status" aria-label={texts.asking} />;
  return (
    <>
      <p ref={summary} role="status" tabIndex={-1} className={styles.summary}>
        {summaryOf(moves)} {skip.length > 0 && texts.stay(skip.length)}
      </p>
      <ul className={styles.moves}>
        {moves.map((each) => (
          <Row key={each.appointment.id} move={each} />
        ))}
      </ul>
      <Refusal error={move.error} words={{ 'series.conflicts': texts.changed }} />
      <Decision
        moves={moves}
        move={move}
        onMove={(conflicts) => {
          // What stays may be in the way of another visit: then the plan is shown anew with what stays.
          const stays = [...skip, ...conflicts];
          setSkip(stays);
          move.mutate(stays.length === 0 ? change : { ...change, skip: stays });
        }}
      />
    </>
  );
}
