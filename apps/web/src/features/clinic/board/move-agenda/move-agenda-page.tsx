import { Button, NativeSelect, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { movesQuery } from '../../../../api/clinic/bookings.js';
import { doctorsAtQuery } from '../../../../api/clinic/doctors.js';
import { type Me } from '../../../../api/me.js';
import { type Doctor } from '../../../../api/queries.js';
import { LoadError } from '../../../../components/state/load-error.js';
import { messages } from '../../../../messages/index.js';
import { Link } from '../../../../routing/link.js';
import { addresses, navigate, useUrl, withParams } from '../../../../routing/location.js';
import { dateIn } from '../../../../time/dates.js';
import { longDay } from '../../../../time/format.js';
import { useDate } from '../../date-bar.js';
import { DoctorOfPage } from '../../doctor-of-page.js';
import { PageHead } from '../../page-head.js';
import { MovesForm } from './moves-form.js';

const texts = messages.board.move;

interface DoctorSelectProps {
  doctor: Doctor;
  value: number | undefined;
}

/** The doctor who takes the visits over; without a choice, any other doctor of the location. */
function DoctorSelect({ doctor, value }: DoctorSelectProps) {
  const url = useUrl();
  const doctors = useQuery(doctorsAtQuery(doctor.location.id));
  return (
    <NativeSelect
      size="md"
      maw="28rem"
      label={texts.to}
      value={value === undefined ? '' : String(value)}
      data={[
        { value: '', label: texts.anybody },
        ...(doctors.data ?? [])
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
  );
}

function MoveAgendaView({ doctor, me }: { doctor: Doctor; me: Me }) {
  const url = useUrl();
  const date = useDate(dateIn(doctor.location.timeZone, new Date()));
  const to = Number(url.searchParams.get('to'));
  const toDoctorId = Number.isInteger(to) && to > 0 ? to : undefined;
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
      <DoctorSelect doctor={doctor} value={toDoctorId} />
      {query.isPending && <Skeleton height={260} radius={16} mt={24} />}
      {query.isError && query.data === undefined && (
        <LoadError title={texts.failed} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data !== undefined && (
        <MovesForm key={toDoctorId ?? 0} moves={query.data} doctor={doctor} date={date} />
      )}
    </>
  );
}

/** Moves all visits of an agenda, for example because the doctor is ill. */
export function MoveAgendaPage() {
  return (
    <DoctorOfPage title={messages.board.moveDay}>
      {(doctor, me) => <MoveAgendaView doctor={doctor} me={me} />}
    </DoctorOfPage>
  );
}
