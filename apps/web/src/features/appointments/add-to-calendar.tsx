import { Button } from '@mantine/core';
import { type Appointment } from '../../api/appointments.js';
import { NewTab } from '../../components/new-tab.js';
import { Panel } from '../../components/panel.js';
import { saveFile } from '../../components/save-file.js';
import { DownloadIcon } from '../../components/icons.js';
import { messages } from '../../messages/index.js';
import { calendarFile, type CalendarEntry, googleAddress, outlookAddress } from './calendar-entry.js';
import { type VisitDetails } from './visit-details.js';
import styles from './visit-page.module.css';

const texts = messages.appointments;

function entryOf(appointment: Appointment, { doctor, doctorName, visitType }: VisitDetails): CalendarEntry {
  const { id, appointmentDateTime: start, endsAt: end, status } = appointment;
  const place = [doctor?.location.name, doctor?.location.address].filter((part) => typeof part === 'string');
  return {
    id,
    title: texts.calendarTitle(doctorName),
    details: texts.calendarReference(id),
    place: visitType?.mode === 'video' ? texts.video : messages.sentence(...place),
    start,
    end,
    isTentative: status === 'pending',
  };
}

interface AddToCalendarProps {
  appointment: Appointment;
  details: VisitDetails;
}

export function AddToCalendar({ appointment, details }: AddToCalendarProps) {
  const entry = entryOf(appointment, details);
  const save = () => {
    const content = calendarFile(entry, new Date().toISOString());
    saveFile(`docket-${entry.id}.ics`, content, 'text/calendar');
  };
  const service = (name: string, href: string) => (
    <Button component="a" href={href} target="_blank" rel="noreferrer" variant="default">
      {name} <NewTab />
    </Button>
  );
  return (
    <Panel title={texts.addToCalendar}>
      <div className={styles.buttons}>
        <Button variant="default" leftSection={<DownloadIcon />} onClick={save}>
          {texts.calendarFile}
        </Button>
        {service(texts.google, googleAddress(entry))}
        {service(texts.outlook, outlookAddress(entry))}
      </div>
    </Panel>
  );
}
