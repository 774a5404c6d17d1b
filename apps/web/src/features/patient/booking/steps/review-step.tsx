import { Button, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { dependantsQuery } from '../../../../api/people.js';
import { type Hold } from '../../../../api/holds.js';
import { type Me, nameOf } from '../../../../api/me.js';
import { ApiError } from '../../../../api/http/problem.js';
import { Fact } from '../../../../components/fact.js';
import { OfflineIcon, WarningIcon } from '../../../../components/icons/icons.js';
import { Link } from '../../../../routing/link.js';
import { useUrl, withParams } from '../../../../routing/location.js';
import { useOnline } from '../../../../api/http/online.js';
import { RequestId } from '../../../../components/state/request-id.js';
import { sentenceOf } from '../../../../components/form/refusals.js';
import { messages } from '../../../../messages/index.js';
import styles from '../booking.module.css';
import { useDraft } from '../draft.js';
import { type useBooking } from '../use-booking.js';
import { VisitSummary } from './visit-summary.js';
import { type BookingRequest } from '../booking-request.js';
import { Lines } from '../../../../components/lines.js';

const texts = messages.booking;

function refusalOf(error: Error | null): string | undefined {
  if (error === null) return undefined;
  if (!(error instanceof ApiError)) return messages.states.refused;
  // The dialog asks to sign in again, and the time that is lost is told where it stands.
  if (error.status === 401 || error.code?.startsWith('hold.') === true) return undefined;
  if (error.status === 429) return messages.form.tooOften(undefined);
  return error.passing ? texts.unsure : sentenceOf(error, texts.refusals);
}

function Trouble({ error }: { error: Error | null }) {
  const online = useOnline();
  const refusal = refusalOf(error);
  if (online && refusal === undefined) return null;
  return (
    <div className={styles.faults} role="alert">
      {online ? <WarningIcon /> : <OfflineIcon />}
      <p>
        {online ? refusal : texts.offline} {online && error !== null && <RequestId error={error} />}
      </p>
    </div>
  );
}

function usePatientName(me: Me): string {
  const { patientId } = useDraft();
  const { data = [] } = useQuery({ ...dependantsQuery(), enabled: patientId !== undefined });
  if (patientId === undefined) return texts.myself(nameOf(me));
  return data.find(({ userId }) => userId === patientId)?.name ?? '…';
}

interface ReviewStepProps {
  request: BookingRequest;
  me: Me;
  /** Undefined while there is nothing that could be booked */
  hold: Hold | undefined;
  booking: ReturnType<typeof useBooking>;
  panel: ReactNode;
}

/** All of it once more, and the one button that books. */
export function ReviewStep({ request, me, hold, booking, panel }: ReviewStepProps) {
  const url = useUrl();
  const { reason } = useDraft();
  const patient = usePatientName(me);
  const online = useOnline();
  const { isPending, error, confirm } = booking;
  const isReady = hold !== undefined && online && !isPending;
  return (
    <div className={styles.review}>
      {panel}
      <VisitSummary request={request} hold={hold}>
        <Fact name={texts.patient}>{patient}</Fact>
        <Fact name={texts.reason}>
          <Lines className={styles.reason} text={reason.trim() === '' ? texts.noReason : reason} />
        </Fact>
      </VisitSummary>
      <Link href={withParams(url, { step: undefined })} className={styles.change}>
        {texts.change}
      </Link>
      <Trouble error={isPending ? null : error} />
      {/* Disabled for screen readers and clicks, yet it keeps the focus. */}
      <Button
        fullWidth
        size="lg"
        aria-disabled={!isReady}
        className={styles.confirm}
        onClick={() => {
          if (isReady) confirm();
        }}
      >
        {isPending ? texts.confirming : texts.confirm}
      </Button>
      <VisuallyHidden role="status">{isPending ? texts.confirming : ''}</VisuallyHidden>
      <p className={styles.hint}>{texts.confirmHint}</p>
    </div>
  );
}
