import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import {
  type HoursWindow,
  hoursQuery,
  outsideHoursQuery,
  previewHours,
  replaceHours,
} from '../../api/hours.js';
import { ApiError } from '../../api/problem.js';
import { type Doctor } from '../../api/queries.js';
import { addDays, dateIn } from '../../components/dates.js';
import { BrokenVisits, newlyBroken } from '../../components/desk/broken-visits.js';
import { DeskRefusal } from '../../components/desk/desk-refusal.js';
import { DoctorOfPage } from '../../components/desk/doctor-of-page.js';
import { PageHead } from '../../components/desk/page-head.js';
import { zoneLabel } from '../../components/format.js';
import { Link } from '../../components/link.js';
import { LoadError } from '../../components/load-error.js';
import { addresses } from '../../components/location.js';
import { firstWeekday } from '../../components/week-start.js';
import { messages } from '../../messages/index.js';
import styles from './availability.module.css';
import { type DraftWindow, newWindow, sameHours, toWindows } from './draft.js';
import { HoursPreview } from './hours-preview.js';
import { VisitRules } from './visit-rules.js';
import { WeekEditor } from './week-editor.js';

const texts = messages.hours;

const weekdays = Array.from({ length: 7 }, (_, index) => ((firstWeekday() - 1 + index) % 7) + 1);

/** What the API says of single windows, by their keys. */
function windowErrors(error: Error | null, draft: readonly DraftWindow[]): Map<string, string> {
  const faults = error instanceof ApiError ? error.errors : [];
  return new Map(
    faults.flatMap(({ pointer, detail }) => {
      const key = draft[Number(/^\/windows\/(\d+)/.exec(pointer)?.[1] ?? Number.NaN)]?.key;
      return key === undefined ? [] : [[key, messages.form.fieldFault(detail)]];
    }),
  );
}

interface EditorProps {
  doctor: Doctor;
  saved: HoursWindow[];
}

/** Nothing is saved before its consequences have been on show. */
function Editor({ doctor, saved }: EditorProps) {
  const client = useQueryClient();
  const today = dateIn(doctor.location.timeZone, new Date());
  const [draft, setDraft] = useState(() => saved.map(newWindow));
  const preview = useMutation({
    mutationFn: async (windows: HoursWindow[]) => {
      const [now, then] = await Promise.all([
        client.query(outsideHoursQuery(doctor.id)),
        previewHours(doctor.id, { windows, from: today, to: addDays(today, 6) }),
      ]);
      return { preview: then, broken: newlyBroken(now, then.outsideHours) };
    },
  });
  const save = useMutation({
    mutationFn: (windows: HoursWindow[]) => replaceHours(doctor.id, windows),
    onSuccess: async () => {
      preview.reset();
      await Promise.all(
        [
          ['hours', doctor.id],
          ['day', doctor.id],
          ['doctor', doctor.id],
        ].map((queryKey) => client.invalidateQueries({ queryKey })),
      );
    },
  });
  const change = (next: DraftWindow[]) => {
    setDraft(next);
    preview.reset();
    save.reset();
  };
  const windows = toWindows(draft);
  const isChanged = !sameHours(windows, saved);
  const error = save.error ?? preview.error;
  return (
    <>
      <WeekEditor weekdays={weekdays} draft={draft} errors={windowErrors(error, draft)} onChange={change} />
      <DeskRefusal error={error} />
      {preview.data !== undefined && <HoursPreview {...preview.data} />}
      <div className={styles.actions} role="group" aria-label={texts.actions}>
        {preview.data === undefined ? (
          <Button
            aria-disabled={!isChanged || preview.isPending}
            data-disabled={!isChanged}
            onClick={() => {
              if (isChanged && !preview.isPending) preview.mutate(windows);
            }}
          >
            {preview.isPending ? messages.form.busy : texts.showPreview}
          </Button>
        ) : (
          <Button
            aria-disabled={save.isPending}
            onClick={() => {
              if (!save.isPending) save.mutate(windows);
            }}
          >
            {save.isPending ? messages.form.busy : texts.save}
          </Button>
        )}
        {isChanged && (
          <Button
            variant="default"
            onClick={() => {
              change(saved.map(newWindow));
            }}
          >
            {texts.discard}
          </Button>
        )}
        <p role="status">{save.isSuccess && !isChanged ? texts.saved : ''}</p>
      </div>
    </>
  );
}

/** Bookings that were outside the hours before anything was changed here. */
function OutsideHours({ doctor }: { doctor: Doctor }) {
  const query = useQuery(outsideHoursQuery(doctor.id));
  if (query.data === undefined || query.data.length === 0) return null;
  return (
    <section className={styles.outside} aria-labelledby="outside">
      <h2 id="outside">{texts.outside}</h2>
      <p className={styles.muted}>{texts.outsideHint}</p>
      <BrokenVisits visits={query.data} />
    </section>
  );
}

function AvailabilityView({ doctor, chooser }: { doctor: Doctor; chooser: ReactNode }) {
  const query = useQuery(hoursQuery(doctor.id));
  const timeOff = chooser === undefined ? addresses.timeOff : `${addresses.timeOff}?doctor=${doctor.id}`;
  return (
    <>
      <PageHead
        title={texts.title}
        lead={`${doctor.name} · ${zoneLabel(doctor.location.timeZone, new Date())}`}
      >
        <Button variant="default" component={Link} href={timeOff}>
          {texts.timeOff}
        </Button>
      </PageHead>
      {chooser !== undefined && <div className={styles.chooser}>{chooser}</div>}
      <OutsideHours doctor={doctor} />
      <h2 className={styles.subtitle}>{texts.weekly}</h2>
      <p className={styles.muted}>{texts.weeklyHint}</p>
      {query.isPending && <Skeleton height={560} radius={16} />}
      {query.isError && query.data === undefined && (
        <LoadError title={texts.failed} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data !== undefined && <Editor doctor={doctor} saved={query.data} />}
      <VisitRules doctor={doctor} />
    </>
  );
}

/** A doctor's weekly hours, with what a change would mean before it is made. */
export function AvailabilityPage() {
  return (
    <DoctorOfPage title={texts.title}>
      {(doctor, _, chooser) => <AvailabilityView doctor={doctor} chooser={chooser} />}
    </DoctorOfPage>
  );
}
