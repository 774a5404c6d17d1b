import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ApiError } from '../../api/problem.js';
import { availabilityQuery, type Slot } from '../../api/queries.js';
import { addDays, dateIn } from '../../components/dates.js';
import { shortDay, timeOfDay } from '../../components/format.js';
import { CalendarIcon, ClockIcon } from '../../components/icons.js';
import { Link } from '../../components/link.js';
import { LoadError } from '../../components/load-error.js';
import { navigate, useUrl, withParams } from '../../components/location.js';
import { Notice } from '../../components/notice.js';
import { RequestId } from '../../components/request-id.js';
import { messages } from '../../messages/index.js';
import { isFree, nearestSlots } from './nearest.js';
import { allTimesOf, type Wish } from './wish.js';

const texts = messages.booking;
const offered = 3;

interface NearestProps {
  wish: Wish;
  slots: readonly Slot[];
}

/** Each is chosen with one tap, and all that was typed goes with it. */
function Nearest({ wish, slots }: NearestProps) {
  const url = useUrl();
  const { timeZone } = wish.doctor.location;
  return (
    <>
      {slots.map(({ start }) => (
        <Button
          key={start}
          onClick={() => {
            navigate(withParams(url, { start }), { replace: true });
          }}
        >
          {messages.sentence(shortDay(dateIn(timeZone, new Date(start))), timeOfDay(start, timeZone))}
        </Button>
      ))}
      <Button variant="default" component={Link} href={allTimesOf(wish)}>
        {texts.otherTimes}
      </Button>
    </>
  );
}

function reasonOf(error: Error | null): string | undefined {
  if (!(error instanceof ApiError) || error.code === 'appointment.slot_taken') return undefined;
  return texts.refusals[error.code ?? ''] ?? error.message;
}

interface SlotLostProps {
  wish: Wish;
  /** Why it cannot be held; none when it was held and the time for that is over */
  error: Error | null;
  onHoldAgain: () => void;
}

/** The time that was chosen is not to be had: the same one again while nobody has taken it, else those nearest to it. */
export function SlotLost({ wish, error, onHoldAgain }: SlotLostProps) {
  const told = error instanceof ApiError ? error.alternatives : [];
  const from = dateIn(wish.doctor.location.timeZone, new Date(wish.start));
  const query = useQuery({
    ...availabilityQuery({
      doctorId: wish.doctor.id,
      from,
      to: addDays(from, 13),
      visitTypeId: wish.visitType.id,
    }),
    enabled: told.length === 0,
    // What was free when the page was opened says nothing now.
    staleTime: 0,
  });
  if (told.length === 0 && (query.isPending || (query.isFetching && !query.isFetchedAfterMount))) {
    return <Notice icon={<ClockIcon />} title={texts.looking} />;
  }
  if (query.isError && told.length === 0) {
    return (
      <LoadError
        title={error === null ? texts.expiredTitle : texts.takenTitle}
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  const days = query.data?.days ?? [];
  if (error === null && isFree(days, wish.start)) {
    return (
      <Notice
        alert
        icon={<ClockIcon />}
        title={texts.expiredTitle}
        actions={<Button onClick={onHoldAgain}>{texts.holdAgain}</Button>}
      >
        {texts.expired}
      </Notice>
    );
  }
  const slots = told.length > 0 ? told.slice(0, offered) : nearestSlots(days, wish.start, offered);
  const reason = reasonOf(error);
  return (
    <Notice
      alert
      icon={<CalendarIcon />}
      title={reason === undefined ? texts.takenTitle : texts.unavailableTitle}
      actions={<Nearest wish={wish} slots={slots} />}
    >
      {reason !== undefined && <p>{reason}</p>}
      <p>{slots.length > 0 ? texts.nearest : texts.noneNear}</p>
      {reason !== undefined && error !== null && <RequestId error={error} />}
    </Notice>
  );
}
