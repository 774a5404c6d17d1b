import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type Appointment, calendarFileOf } from '../../../../api/appointments.js';
import { Refusal } from '../../../../components/form/refusal.js';
import { NewTab } from '../../../../routing/new-tab.js';
import { Panel } from '../../../../components/panel.js';
import { saveFile } from '../../../../components/save-file.js';
import { DownloadIcon } from '../../../../components/icons/icons.js';
import { messages } from '../../../../messages/index.js';
import { type CalendarEntry, googleAddress, outlookAddress } from './calendar-entry.js';
import { type VisitDetails } from '../visit-details.js';
import { linesOf } from '../../../../components/lines-of.js';
import styles from '../visit-page.module.css';

const texts = messages.appointments;

function entryOf(appointment: Appointment, { doctor, doctorName, visitType }: VisitDetails): CalendarEntry {
  const { id, appointmentDateTime: start, endsAt: end } = appointment;
  const { name = '', address = null } = doctor?.location ?? {};
  const place = [name, ...linesOf(address ?? '')].filter((part) => part !== '');
  return {
    title: texts.calendarTitle(doctorName),
    details: texts.calendarReference(id),
    place: visitType?.mode === 'video' ? texts.video : messages.sentence(...place),
    start,
    end,
  };
}

interface AddToCalendarProps {
  appointment: Appointment;
  details: VisitDetails;
}

export function AddToCalendar({ appointment, details }: AddToCalendarProps) {
  const entry = entryOf(appointment, details);
  const download = useMutation({
    mutationFn: async (id: number) => {
      saveFile(`docket-${id}.ics`, await calendarFileOf(id), 'text/calendar');
    },
  });
  const service = (name: string, href: string) => (
    <Button component="a" href={href} target="_blank" rel="noreferrer" variant="default">
      {name} <NewTab />
    </Button>
  );
  return (
    <Panel title={texts.addToCalendar}>
      <div className={styles.buttons}>
        <Button
          variant="default"
          leftSection={<DownloadIcon />}
          aria-disabled={download.isPending}
          onClick={() => {
            if (!download.isPending) download.mutate(appointment.id);
          }}
        >
          {texts.calendarFile}
        </Button>
        {service(texts.google, googleAddress(entry))}
        {service(texts.outlook, outlookAddress(entry))}
      </div>
      <Refusal error={download.error} />
    </Panel>
  );
}
