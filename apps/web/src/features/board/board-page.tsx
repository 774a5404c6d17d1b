import { Button, NativeSelect, Skeleton } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Day, dayQuery, type Visit } from '../../api/day.js';
import { useDoctorChanges } from '../../api/doctor-changes.js';
import { type Me } from '../../api/me.js';
import { doctorsAtQuery, type Location, locationsQuery } from '../../api/places.js';
import { type Doctor } from '../../api/queries.js';
import { type CalendarDate, dateIn } from '../../components/dates.js';
import { DateBar, useDate } from '../../components/desk/date-bar.js';
import { ownPlaces } from '../../components/desk/doctor-of-page.js';
import { PageHead } from '../../components/desk/page-head.js';
import { useTableView, ViewToggle } from '../../components/desk/view-toggle.js';
import { VisitDialog, type VisitView } from '../../components/desk/visit-dialog.js';
import { VisitTable } from '../../components/desk/visit-table.js';
import { longDay, minuteOfDay, zoneLabel } from '../../components/format.js';
import { PlusIcon, PrintIcon } from '../../components/desk/desk-icons.js';
import { CalendarIcon, PersonIcon } from '../../components/icons.js';
import { LoadError } from '../../components/load-error.js';
import { navigate, useUrl, withParams } from '../../components/location.js';
import { Notice } from '../../components/notice.js';
import { useNow } from '../../components/now.js';
import { SignedIn } from '../../components/sign-in/signed-in.js';
import { StaleNote } from '../../components/stale-note.js';
import { Timeline, type TimelineColumn } from '../../components/timeline/timeline.js';
import { messages } from '../../messages/index.js';
import { BoardHeading } from './board-heading.js';
import styles from './board.module.css';
import { BookingDialog } from './booking-dialog.js';
import { DayList } from './day-list.js';

const texts = messages.board;
const skeleton = <Skeleton height={560} radius={16} />;

interface BoardProps {
  doctors: readonly Doctor[];
  location: Location;
  locations: readonly Location[];
}

interface Booking {
  kind: 'visit' | 'walk-in';
  doctorId: number;
}

/** Who neither works nor has visits on the date stays out of the way. */
const isOff = (day: Day | undefined): boolean => day?.hours.length === 0 && day.appointments.length === 0;

function LocationSelect({ location, locations }: Omit<BoardProps, 'doctors'>) {
  const url = useUrl();
  return (
    <NativeSelect
      size="md"
      aria-label={messages.desk.location}
      value={String(location.id)}
      data={locations.map(({ id, name }) => ({ value: String(id), label: name }))}
      onChange={({ currentTarget }) => {
        navigate(withParams(url, { location: currentTarget.value }));
      }}
    />
  );
}

interface BoardToolsProps extends Omit<BoardProps, 'doctors'> {
  date: CalendarDate;
  today: CalendarDate;
  onBook: (kind: Booking['kind']) => void;
}

function BoardTools({ location, locations, date, today, onBook }: BoardToolsProps) {
  return (
    <div className={styles.bar}>
      <LocationSelect location={location} locations={locations} />
      <DateBar date={date} today={today} />
      <ViewToggle />
      <div className={styles.acts}>
        <Button
          leftSection={<PlusIcon />}
          onClick={() => {
            onBook('visit');
          }}
        >
          {texts.book}
        </Button>
        <Button
          variant="light"
          leftSection={<PersonIcon />}
          onClick={() => {
            onBook('walk-in');
          }}
        >
          {texts.walkIn}
        </Button>
        <Button
          variant="default"
          leftSection={<PrintIcon />}
          onClick={() => {
            window.print();
          }}
        >
          {texts.print}
        </Button>
      </div>
    </div>
  );
}

/** The days of all doctors, each asked for on its own: a change asks for one of them again. */
function useDays(doctors: readonly Doctor[], date: CalendarDate) {
  const queries = useQueries({ queries: doctors.map(({ id }) => dayQuery(id, date)) });
  useDoctorChanges(doctors.map(({ id }) => id));
  return doctors.map((doctor, index) => ({ doctor, query: queries[index] }));
}

function Board({ doctors, location, locations }: BoardProps) {
  const now = useNow();
  const url = useUrl();
  const isTable = useTableView();
  const today = dateIn(location.timeZone, now);
  const date = useDate(today);
  const all = useDays(doctors, date);
  const [open, setOpen] = useState<{ id: number; view: VisitView }>();
  const [booking, setBooking] = useState<Booking>();
  const showsAll = url.searchParams.get('all') === '1';
  const off = all.filter(({ query }) => isOff(query?.data)).length;
  const shown = all.filter(({ query }) => showsAll || !isOff(query?.data));
  const visits = shown.flatMap(({ doctor, query }) =>
    (query?.data?.appointments ?? []).map((visit) => ({ doctor, visit })),
  );
  const opened = visits.find(({ visit }) => visit.id === open?.id)?.visit;
  const failed = all.find(({ query }) => query?.isError === true)?.query;
  const show = (visit: Visit, view: VisitView = 'details') => {
    setOpen({ id: visit.id, view });
  };
  const book = (kind: Booking['kind'], doctorId = shown[0]?.doctor.id ?? doctors[0]?.id) => {
    if (doctorId !== undefined) setBooking({ kind, doctorId });
  };
  const columns = shown.map(({ doctor, query }): TimelineColumn => ({
    id: String(doctor.id),
    label: doctor.name,
    timeZone: location.timeZone,
    hours: query?.data?.hours ?? [],
    visits: query?.data?.appointments ?? [],
    now: date === today ? minuteOfDay(now, location.timeZone) : undefined,
    instead: query?.isPending === true ? <Skeleton height={160} radius={10} /> : undefined,
    heading: (
      <BoardHeading
        doctor={doctor}
        day={query?.data}
        date={date}
        onBook={() => {
          book('visit', doctor.id);
        }}
      />
    ),
  }));
  const count = visits.filter(({ visit }) => visit.status !== 'cancelled').length;
  return (
    <>
      <div className={styles.screen}>
        <PageHead
          title={texts.title}
          lead={`${longDay(date)} · ${zoneLabel(location.timeZone, now)} · ${messages.desk.visits(count)}`}
        />
        <BoardTools location={location} locations={locations} date={date} today={today} onBook={book} />
        {failed !== undefined && failed.data === undefined && failed.error !== null && (
          <LoadError
            title={messages.desk.dayFailed}
            error={failed.error}
            onRetry={() => {
              for (const { query } of all) if (query?.isError === true) void query.refetch();
            }}
          />
        )}
        {failed?.data !== undefined && <StaleNote query={failed} />}
        {columns.length === 0 && (
          <Notice icon={<CalendarIcon />} level="h2" title={texts.nobody}>
            {texts.nobodyHint}
          </Notice>
        )}
        {columns.length > 0 && !isTable && (
          <Timeline label={texts.columns(longDay(date))} columns={columns} onOpen={show} />
        )}
        {columns.length > 0 && isTable && (
          <VisitTable
            caption={texts.columns(longDay(date))}
            groupName={messages.desk.doctor}
            now={now}
            rows={visits.map(({ doctor, visit }) => ({
              visit,
              timeZone: location.timeZone,
              group: doctor.name,
            }))}
            onOpen={show}
          />
        )}
        {columns.length > 0 && isTable && visits.length === 0 && (
          <p className={styles.muted}>{messages.desk.visits(0)}</p>
        )}
        {off > 0 && (
          <Button
            variant="subtle"
            mt="md"
            aria-pressed={showsAll}
            onClick={() => {
              navigate(withParams(url, { all: showsAll ? undefined : '1' }), { replace: true });
            }}
          >
            {showsAll ? texts.hideOff : texts.showOff(off)}
          </Button>
        )}
      </div>
      <DayList
        date={date}
        days={shown.flatMap(({ doctor, query }) =>
          query?.data === undefined ? [] : [{ doctor, day: query.data }],
        )}
      />
      {opened !== undefined && open !== undefined && (
        <VisitDialog
          key={open.id}
          visit={opened}
          view={open.view}
          anyDoctor
          onClose={() => {
            setOpen(undefined);
          }}
        />
      )}
      {booking !== undefined && (
        <BookingDialog
          {...booking}
          doctors={doctors}
          date={date < today ? today : date}
          onClose={() => {
            setBooking(undefined);
          }}
        />
      )}
    </>
  );
}

function BoardOfLocation({ location, locations }: Omit<BoardProps, 'doctors'>) {
  const query = useQuery(doctorsAtQuery(location.id));
  if (query.data !== undefined && query.data.length > 0) {
    return <Board doctors={query.data} location={location} locations={locations} />;
  }
  return (
    <>
      <PageHead title={texts.title}>
        <LocationSelect location={location} locations={locations} />
      </PageHead>
      {query.isPending && skeleton}
      {query.isError && (
        <LoadError
          title={messages.desk.doctorsFailed}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.data?.length === 0 && <Notice icon={<PersonIcon />} title={messages.desk.noDoctorsHere} />}
    </>
  );
}

function OwnBoard({ me }: { me: Me }) {
  const { searchParams } = useUrl();
  const query = useQuery(locationsQuery());
  if (query.isPending) return skeleton;
  if (query.data === undefined) {
    return (
      <>
        <PageHead title={texts.title} />
        <LoadError
          title={messages.desk.locationsFailed}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      </>
    );
  }
  const locations = ownPlaces(me, query.data);
  const location = locations.find(({ id }) => String(id) === searchParams.get('location')) ?? locations[0];
  if (location === undefined) {
    return (
      <>
        <PageHead title={texts.title} />
        <Notice icon={<PersonIcon />} title={messages.desk.noPlace}>
          {messages.desk.noPlaceHint}
        </Notice>
      </>
    );
  }
  return <BoardOfLocation key={location.id} location={location} locations={locations} />;
}

/** The day of a location: its doctors side by side, or the same as a table. */
export function BoardPage() {
  return (
    <SignedIn roles={['staff', 'admin']} skeleton={skeleton}>
      {(me) => <OwnBoard me={me} />}
    </SignedIn>
  );
}
