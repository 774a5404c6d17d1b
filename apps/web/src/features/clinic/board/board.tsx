import { useState } from 'react';
import { type Location } from '../../../api/locations.js';
import { type Doctor } from '../../../api/queries.js';
import { CalendarIcon } from '../../../components/icons/icons.js';
import { LoadError } from '../../../components/state/load-error.js';
import { Notice } from '../../../components/state/notice.js';
import { StaleNote } from '../../../components/state/stale-note.js';
import { messages } from '../../../messages/index.js';
import { type CalendarDate, dateIn } from '../../../time/dates.js';
import { longDay, zoneLabel } from '../../../time/format.js';
import { useNow } from '../../../time/now.js';
import { useDate } from '../date-bar.js';
import { PageHead } from '../page-head.js';
import { useVisitDialog } from '../use-visit-dialog.js';
import { useTableView } from '../view-toggle.js';
import { BoardTools } from './board-tools.js';
import { BoardColumns, BoardTable } from './board-views.js';
import styles from './board.module.css';
import { BookingDialog } from './booking/booking-dialog.js';
import { OffDoctorsToggle, useShowsOffDoctors } from './off-doctors.js';
import { PrintedAgendas } from './printed-agendas.js';
import { type DoctorAgenda, isOff, useAgendas, visitsOf } from './use-agendas.js';

const texts = messages.board;

/** Why agendas are missing or out of date; a retry loads all that failed. */
function FailedAgendas({ agendas }: { agendas: readonly DoctorAgenda[] }) {
  const failed = agendas.filter(({ query }) => query.isError).map(({ query }) => query);
  const [first] = failed;
  if (first === undefined) return null;
  if (first.data !== undefined) return <StaleNote query={first} />;
  if (first.error === null) return null;
  return (
    <LoadError
      title={messages.desk.dayFailed}
      error={first.error}
      onRetry={() => {
        for (const query of failed) void query.refetch();
      }}
    />
  );
}

interface OpenBooking {
  walkIn: boolean;
  /** Of the doctor who is chosen at first */
  doctorId: number;
}

function useBookingDialog(doctors: readonly Doctor[], date: CalendarDate) {
  const [booking, setBooking] = useState<OpenBooking>();
  const dialog = booking !== undefined && (
    <BookingDialog
      {...booking}
      doctors={doctors}
      date={date}
      onClose={() => {
        setBooking(undefined);
      }}
    />
  );
  return { dialog, open: setBooking };
}

interface BoardProps {
  /** At least one */
  doctors: readonly Doctor[];
  location: Location;
  locations: readonly Location[];
}

/** One day at a front desk, and the dialogs that change it. */
export function Board({ doctors, location, locations }: BoardProps) {
  const { timeZone } = location;
  const now = useNow();
  const today = dateIn(timeZone, now);
  const date = useDate(today);
  const all = useAgendas(doctors, date);
  const showsOff = useShowsOffDoctors();
  const isTable = useTableView();
  const agendas = all.filter((agenda) => showsOff || !isOff(agenda));
  const visits = visitsOf(agendas).map(({ visit }) => visit);
  const visitDialog = useVisitDialog(visits, true);
  const bookingDialog = useBookingDialog(doctors, date < today ? today : date);
  const book = (walkIn: boolean, doctorId = agendas[0]?.doctor.id ?? doctors[0]?.id) => {
    if (doctorId !== undefined) bookingDialog.open({ walkIn, doctorId });
  };
  const count = visits.filter(({ status }) => status !== 'cancelled').length;
  const view = { agendas, date, timeZone, now, onOpen: visitDialog.show };
  return (
    <>
      <div className={styles.screen}>
        <PageHead
          title={texts.title}
          lead={`${longDay(date)} · ${zoneLabel(timeZone, now)} · ${messages.desk.visits(count)}`}
        />
        <BoardTools
          location={location}
          locations={locations}
          date={date}
          today={today}
          onBook={() => {
            book(false);
          }}
          onWalkIn={() => {
            book(true);
          }}
        />
        <FailedAgendas agendas={all} />
        {agendas.length === 0 && (
          <Notice icon={<CalendarIcon />} level="h2" title={texts.nobody}>
            {texts.nobodyHint}
          </Notice>
        )}
        {agendas.length > 0 && isTable && <BoardTable {...view} />}
        {agendas.length > 0 && !isTable && (
          <BoardColumns
            {...view}
            onBook={(doctorId) => {
              book(false, doctorId);
            }}
          />
        )}
        <OffDoctorsToggle count={all.filter(isOff).length} />
      </div>
      <PrintedAgendas date={date} agendas={agendas} />
      {visitDialog.dialog}
      {bookingDialog.dialog}
    </>
  );
}
