import { Phone } from '../../../components/phone/phone.js';
import { messages } from '../../../messages/index.js';
import { type CalendarDate } from '../../../time/dates.js';
import { longDay } from '../../../time/format.js';
import { hoursText, patientName, timeRange } from '../../../visits/visit-words.js';
import styles from './printed-agendas.module.css';
import { type DoctorAgenda } from './use-agendas.js';
import { Lines } from '../../../components/lines.js';

const texts = messages.desk;

interface PrintedAgendasProps {
  agendas: readonly DoctorAgenda[];
  date: CalendarDate;
}

/** The board on paper, a page for each doctor; the screen does not show it. */
export function PrintedAgendas({ agendas, date }: PrintedAgendasProps) {
  const loaded = agendas.flatMap(({ doctor, query: { data } }) =>
    data === undefined ? [] : [{ doctor, agenda: data }],
  );
  return (
    <div className={styles.list}>
      {loaded.map(({ doctor, agenda }) => (
        <section key={doctor.id}>
          <h2>{doctor.name}</h2>
          <p>
            {[longDay(date), doctor.location.name, hoursText(agenda)]
              .filter((part) => part !== '')
              .join(' · ')}
          </p>
          <table>
            <thead>
              <tr>
                {[texts.time, texts.patient, texts.phone, texts.reason, texts.state].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {agenda.appointments
                .filter(({ status }) => status !== 'cancelled')
                .map((visit) => (
                  <tr key={visit.id}>
                    <td>{timeRange(visit, agenda.timeZone)}</td>
                    <td>{patientName(visit.patient)}</td>
                    <td>{visit.patient.phone !== null && <Phone number={visit.patient.phone} />}</td>
                    <td>{visit.reason !== null && <Lines text={visit.reason} />}</td>
                    <td>{texts.status[visit.status]}</td>
                  </tr>
                ))}
            </tbody>
          </table>
          {agenda.appointments.length === 0 && <p>{texts.visits(0)}</p>}
        </section>
      ))}
    </div>
  );
}
