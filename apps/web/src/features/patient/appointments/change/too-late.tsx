import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Appointment } from '../../../../api/appointments.js';
import { locationQuery } from '../../../../api/locations.js';
import { type VisitType } from '../../../../api/queries.js';
import { dateTime } from '../../../../time/format.js';
import { useShownPhone } from '../../../../components/phone/phone.js';
import { PhoneIcon } from '../../../../components/icons/icons.js';
import { Notice } from '../../../../components/state/notice.js';
import { messages } from '../../../../messages/index.js';
import { lastMoment } from './cutoff.js';

const texts = messages.appointments;

interface TooLateProps {
  appointment: Appointment;
  /** What could be done until a while ago */
  change: 'move' | 'cancel';
  /** Says until when, where it is known */
  visitType: VisitType | undefined;
}

/** After the cut-off: the reason, and the number to call. */
export function TooLate({ appointment, change, visitType }: TooLateProps) {
  const { data: location } = useQuery(locationQuery(appointment.locationId));
  const phone = location?.phone ?? null;
  const shown = useShownPhone(phone ?? '');
  const until = visitType && dateTime(lastMoment(appointment, visitType, change), appointment.timeZone);
  const sentence = change === 'move' ? texts.tooLateToMove : texts.tooLateToCancel;
  return (
    <Notice
      icon={<PhoneIcon />}
      level="h2"
      title={texts.tooLateTitle}
      actions={
        phone !== null && (
          <Button component="a" href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`} leftSection={<PhoneIcon />}>
            {texts.call(shown)}
          </Button>
        )
      }
    >
      <p>{until === undefined ? texts.tooLate : sentence(until)}</p>
      {phone === null && location !== undefined && <p>{texts.noPhone}</p>}
    </Notice>
  );
}
