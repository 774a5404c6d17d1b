import { useQuery } from '@tanstack/react-query';
import { type Agenda, type Visit } from '../../../api/clinic/agenda.js';
import { visitTypeQuery } from '../../../api/queries.js';
import { messages } from '../../../messages/index.js';
import { timeOfDay } from '../../../time/format.js';
import { VisitButtons } from '../../../visits/visit-buttons.js';
import { type VisitView } from '../../../visits/visit-dialog.js';
import { VisitState } from '../../../visits/visit-status.js';
import { minutesOf, patientName, timeRange } from '../../../visits/visit-words.js';
import { summaryOf } from './agenda-summary.js';
import { Lines } from '../../../components/lines.js';
import { linesOf } from '../../../components/lines-of.js';
import styles from './agenda.module.css';

const texts = messages.agenda;

export interface AgendaProps {
  agenda: Agenda;
  now: Date;
  onOpen: (visit: Visit, view: VisitView) => void;
}

/** "Check-up, 20 min"; the minutes alone until the kind of visit is loaded. */
function KindAndLength({ visit }: { visit: Visit }) {
  const { data: kind } = useQuery(visitTypeQuery(visit.visitTypeId));
  const minutes = messages.week.shortMinutes(minutesOf(visit));
  return kind === undefined ? minutes : messages.sentence(kind.name, minutes);
}

export function NextPatient({ agenda, now, onOpen }: AgendaProps) {
  const { next } = summaryOf(agenda.appointments, now);
  return (
    <section className={styles.next} aria-labelledby="next">
      <h2 id="next">{texts.next}</h2>
      {next === undefined ? (
        <p className={styles.muted}>{texts.noNext}</p>
      ) : (
        <>
          <p className={styles.nextName}>{patientName(next.patient)}</p>
          <p className={styles.nextFacts}>
            <strong>{timeRange(next, agenda.timeZone)}</strong>{' '}
            <span>
              <KindAndLength visit={next} />
            </span>{' '}
            <VisitState visit={next} now={now} />
          </p>
          {next.reason !== null && next.reason !== '' && (
            <p className={styles.muted}>
              <Lines text={next.reason} />
            </p>
          )}
          <VisitButtons
            visit={next}
            now={now}
            onOpen={(view) => {
              onOpen(next, view);
            }}
          />
        </>
      )}
    </section>
  );
}

export function AgendaVisits({ agenda, now, onOpen }: AgendaProps) {
  return (
    <section aria-labelledby="visits">
      <h2 id="visits" className={styles.subtitle}>
        {texts.visits}
      </h2>
      <ol className={styles.visits}>
        {agenda.appointments.map((visit) => (
          <li key={visit.id} data-status={visit.status}>
            <time dateTime={visit.appointmentDateTime}>
              {timeOfDay(visit.appointmentDateTime, agenda.timeZone)}
            </time>
            <div className={styles.who}>
              <strong>{patientName(visit.patient)}</strong>
              <span className={styles.muted}>
                <KindAndLength visit={visit} />
                {visit.reason !== null && visit.reason !== '' && ` · ${linesOf(visit.reason).join(' / ')}`}
              </span>
              <VisitState visit={visit} now={now} />
            </div>
            <VisitButtons
              visit={visit}
              now={now}
              onOpen={(view) => {
                onOpen(visit, view);
              }}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}
