import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Appointment, bookAppointment, explanationQuery } from '../../../../api/appointments.js';
import { useRequestKeys } from '../../../../api/http/request-key.js';
import { CrossIcon } from '../../../../components/icons/icons.js';
import { Link } from '../../../../routing/link.js';
import { addresses, navigate } from '../../../../routing/location.js';
import { Notice } from '../../../../components/state/notice.js';
import { useOnline } from '../../../../api/http/online.js';
import { Refusal } from '../../../../components/form/refusal.js';
import { messages } from '../../../../messages/index.js';

const texts = messages.appointments.undo;
const lookEvery = 30_000;

/** Gives a cancelled time back, as a new booking, while it is free. */
export function UndoCancel({ appointment }: { appointment: Appointment }) {
  const { id, doctorId, visitTypeId, userId, reason, appointmentDateTime: start } = appointment;
  const client = useQueryClient();
  const { keyFor } = useRequestKeys();
  const online = useOnline();
  const explanation = useQuery({
    ...explanationQuery({ doctorId, visitTypeId, start }),
    refetchInterval: lookEvery,
  });
  const undo = useMutation({
    mutationFn: () => {
      const request = { doctorId, visitTypeId, userId, appointmentDateTime: start };
      return bookAppointment(reason === null ? request : { ...request, reason }, keyFor(`undo ${id}`));
    },
    onSuccess: async (booked) => {
      await client.invalidateQueries({ queryKey: ['appointments'] });
      navigate(`${addresses.appointment(booked.id)}?booked=again`);
    },
    onError: () => void explanation.refetch(),
  });
  const isFree = explanation.data?.bookable === true;
  const findAnother = (
    <Button component={Link} href={addresses.doctor(doctorId)} variant={isFree ? 'default' : 'filled'}>
      {texts.again}
    </Button>
  );
  return (
    <Notice
      icon={<CrossIcon />}
      level="h2"
      title={texts.title}
      actions={
        <>
          {isFree && (
            <Button
              aria-disabled={undo.isPending || !online}
              onClick={() => {
                if (!undo.isPending && online) undo.mutate();
              }}
            >
              {undo.isPending ? messages.form.busy : texts.button}
            </Button>
          )}
          {findAnother}
        </>
      }
    >
      <p role="status">{explanation.data !== undefined && (isFree ? texts.free : texts.taken)}</p>
      {!online && <p>{messages.appointments.offline}</p>}
      <Refusal error={undo.error} />
    </Notice>
  );
}
