import { useQuery } from '@tanstack/react-query';
import { locationsQuery } from '../../../api/admin/locations.js';
import { type Me } from '../../../api/me.js';
import {
  bookingsReport,
  daysToNextSlotReport,
  noShowsReport,
  type ReportRange,
  utilisationReport,
} from '../../../api/admin/reports.js';
import { addDays, dateIn, daysBetween, isCalendarDate } from '../../../time/dates.js';
import { FilterForm } from '../../../components/form/filter-form.js';
import { SelectField, TextField } from '../../../components/form/inputs.js';
import { deviceTimeZone, shortDay } from '../../../time/format.js';
import { useUrl } from '../../../routing/location.js';
import { PageTitle } from '../../../components/page-title.js';
import { SignedIn } from '../../../components/sign-in/signed-in.js';
import { locale, messages } from '../../../messages/index.js';
import { Report } from './report.js';
import styles from './reports.module.css';

const texts = messages.reports;
const longestRange = 92;

/** The range of the address; the last four weeks when it names none, or one that is too long for the API. */
function readRange({ searchParams }: URL): ReportRange {
  const today = dateIn(deviceTimeZone(), new Date());
  const asked = { from: searchParams.get('from'), to: searchParams.get('to') };
  const to = isCalendarDate(asked.to) ? asked.to : today;
  const from = isCalendarDate(asked.from) ? asked.from : addDays(to, -27);
  const length = daysBetween(from, to) + 1;
  const location = searchParams.get('location') ?? '';
  return {
    to,
    from: length < 1 || length > longestRange ? addDays(to, -27) : from,
    locationId: /^\d{1,9}$/.test(location) ? Number(location) : undefined,
  };
}

const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
const percent = (ratio: number | null): string => (ratio === null ? '–' : share.format(ratio));

function Filters({ range, me }: { range: ReportRange; me: Me }) {
  const query = useQuery(locationsQuery());
  const workplaces = (query.data ?? []).filter(
    ({ id }) => me.role === 'admin' || me.locationIds.includes(id),
  );
  return (
    <FilterForm label={texts.filters} button={texts.apply}>
      <TextField name="from" label={texts.from} type="date" errors={{}} defaultValue={range.from} />
      <TextField name="to" label={texts.to} type="date" errors={{}} defaultValue={range.to} />
      <SelectField
        key={query.dataUpdatedAt}
        name="location"
        label={texts.location}
        errors={{}}
        defaultValue={String(range.locationId ?? '')}
        options={[
          { value: '', label: texts.everywhere },
          ...workplaces.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
      />
    </FilterForm>
  );
}

interface OfDoctor {
  doctorName: string;
}

const doctorFigure = {
  key: 'doctor',
  header: texts.doctor,
  value: (row: OfDoctor) => row.doctorName,
};

function Reports({ range }: { range: ReportRange }) {
  const bookings = useQuery(bookingsReport(range));
  const utilisation = useQuery(utilisationReport(range));
  const noShows = useQuery(noShowsReport(range));
  const nextSlot = useQuery(daysToNextSlotReport(range));
  return (
    <>
      <Report
        title={texts.bookings}
        query={bookings}
        drawn="booked"
        figures={[
          { key: 'date', header: texts.date, value: (row) => row.date, shown: (row) => shortDay(row.date) },
          { key: 'booked', header: texts.booked, value: (row) => row.booked },
          { key: 'completed', header: texts.completed, value: (row) => row.completed },
          { key: 'cancelled', header: texts.cancelled, value: (row) => row.cancelled },
          { key: 'noShow', header: texts.noShow, value: (row) => row.noShow },
        ]}
      />
      <Report
        title={texts.utilisation}
        query={utilisation}
        drawn="ratio"
        figures={[
          doctorFigure,
          { key: 'open', header: texts.open, value: (row) => row.openMinutes },
          { key: 'booked', header: texts.bookedMinutes, value: (row) => row.bookedMinutes },
          {
            key: 'ratio',
            header: texts.ratio,
            value: (row) => row.ratio,
            shown: (row) => percent(row.ratio),
          },
        ]}
      />
      <Report
        title={texts.noShows}
        query={noShows}
        drawn="noShows"
        figures={[
          doctorFigure,
          { key: 'visits', header: texts.visits, value: (row) => row.visits },
          { key: 'noShows', header: texts.missed, value: (row) => row.noShows },
          {
            key: 'ratio',
            header: texts.ratio,
            value: (row) => row.ratio,
            shown: (row) => percent(row.ratio),
          },
        ]}
      />
      <Report
        title={texts.nextSlot}
        query={nextSlot}
        drawn="days"
        figures={[doctorFigure, { key: 'days', header: texts.days, value: (row) => row.days }]}
      />
    </>
  );
}

export function ReportsPage() {
  const range = readRange(useUrl());
  return (
    <SignedIn roles={['staff', 'admin']}>
      {(me) => (
        <>
          <PageTitle title={texts.title}>{texts.title}</PageTitle>
          <p className={styles.lead}>{texts.lead}</p>
          <Filters range={range} me={me} />
          <Reports range={range} />
        </>
      )}
    </SignedIn>
  );
}
