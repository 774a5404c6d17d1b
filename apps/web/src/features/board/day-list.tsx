import { type Day } from '../../api/day.js';
import { type Doctor } from '../../api/queries.js';
import { type CalendarDate } from '../../components/dates.js';
import { patientName, timeRange } from '../../components/desk/visit-words.js';
import { longDay } from '../../components/format.js';
import { hoursText } from '../../components/timeline/timeline.js';
import { messages } from '../../messages/index.js';
import styles from './day-list.module.css';

const texts = messages.desk;

interface DayListProps {
  days: readonly { doctor: Doctor; day: Day }[];
  date: CalendarDate;
}

/** The day on paper, a page for each doctor; on the screen there is none of it. */
export function DayList({ days, date }: DayListProps) {
  return (
    <div className={styles.list}>
      {days.map(({ doctor, day }) => (
        <section key={doctor.id}>
          <h2>{doctor.name}</h2>
          <p>
            {[longDay(date), doctor.location.name, hoursText(day)].filter((part) => part !== '').join(' · ')}
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
              {day.appointments
                .filter(({ status }) => status !== 'cancelled')
                .map((visit) => (
                  <tr key={visit.id}>
                    <td>{timeRange(visit, day.timeZone)}</td>
                    <td>{patientName(visit.patient)}</td>
                    <td>{visit.patient.phone}</td>
                    <td>{visit.reason}</td>
                    <td>{texts.status[visit.status]}</td>
                  </tr>
                ))}
            </tbody>
          </table>
          {day.appointments.length === 0 && <p>{texts.visits(0)}</p>}
        </section>
      ))}
    </div>
  );
}
