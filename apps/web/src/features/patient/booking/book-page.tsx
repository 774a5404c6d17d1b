import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useMe } from '../../../api/me.js';
import { ApiError } from '../../../api/http/problem.js';
import { doctorQuery, visitTypesQuery } from '../../../api/queries.js';
import { useSession } from '../../../api/http/session.js';
import { CalendarIcon, CheckIcon } from '../../../components/icons/icons.js';
import { Link } from '../../../routing/link.js';
import { LoadError } from '../../../components/state/load-error.js';
import { addresses, useUrl } from '../../../routing/location.js';
import { Notice } from '../../../components/state/notice.js';
import { PageTitle } from '../../../components/page-title.js';
import { messages } from '../../../messages/index.js';
import { AccountStep } from './steps/account-step.js';
import { BookingSkeleton } from './booking-skeleton.js';
import { BookingSteps } from './steps/booking-steps.js';
import styles from './booking.module.css';
import { useDraft } from './draft.js';
import { type AskedFor, readAddress, slotOf, toRequest, type BookingRequest } from './booking-request.js';

const texts = messages.booking;

interface DeadEndProps {
  title: string;
  icon: ReactNode;
  hint: string;
  href: string;
  button: string;
}

function DeadEnd({ title, icon, hint, href, button }: DeadEndProps) {
  return (
    <>
      <PageTitle title={title}>{title}</PageTitle>
      <div className={styles.deadEnd}>
        <Notice
          icon={icon}
          title={hint}
          actions={
            <Button component={Link} href={href}>
              {button}
            </Button>
          }
        />
      </div>
    </>
  );
}

const NothingToBook = () => (
  <DeadEnd
    title={texts.missingTitle}
    icon={<CalendarIcon />}
    hint={texts.missing}
    href={addresses.search}
    button={messages.states.toSearch}
  />
);

/** Signing in comes after choosing; the time is held once the patient is known. */
function Booking({ request }: { request: BookingRequest }) {
  const { status } = useSession();
  const [wasVisitor] = useState(status === 'signed-out');
  const me = useMe();
  const { booked } = useDraft();
  if (booked?.slot === slotOf(request)) {
    return (
      <DeadEnd
        title={texts.bookedTitle}
        icon={<CheckIcon />}
        hint={texts.booked}
        href={addresses.appointment(booked.appointmentId)}
        button={texts.toVisit}
      />
    );
  }
  if (status === 'signed-out') return <AccountStep request={request} />;
  return me === undefined ? (
    <BookingSkeleton />
  ) : (
    <BookingSteps request={request} me={me} follows={wasVisitor} />
  );
}

function LoadedBooking({ asked }: { asked: AskedFor }) {
  const doctor = useQuery(doctorQuery(asked.doctorId));
  const visitTypes = useQuery(visitTypesQuery(asked.doctorId));
  const error = doctor.error ?? visitTypes.error;
  if (doctor.data !== undefined && visitTypes.data !== undefined) {
    const request = toRequest(asked, doctor.data, visitTypes.data);
    return request === undefined ? <NothingToBook /> : <Booking request={request} />;
  }
  if (error === null) return <BookingSkeleton />;
  if (error instanceof ApiError && error.status === 404) return <NothingToBook />;
  const retry = () => {
    void doctor.refetch();
    void visitTypes.refetch();
  };
  return (
    <>
      <PageTitle title={texts.failed}>{texts.failed}</PageTitle>
      <LoadError title={texts.failed} error={error} onRetry={retry} />
    </>
  );
}

/** From a free time to a visit: who, why, and one button that books. */
export function BookPage() {
  const asked = readAddress(useUrl());
  return asked === undefined ? <NothingToBook /> : <LoadedBooking asked={asked} />;
}
