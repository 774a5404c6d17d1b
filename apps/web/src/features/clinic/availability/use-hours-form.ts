import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { reloadHours } from '../../../api/clinic/changes.js';
import {
  type Appointment,
  hoursQuery,
  type HoursWindow,
  type KeptWeek,
  outsideHoursQuery,
  previewHours,
  replaceHours,
  type WeekPreview,
} from '../../../api/clinic/hours.js';
import { locationsQuery } from '../../../api/locations.js';
import { type Doctor } from '../../../api/queries.js';
import { type Act, useAct } from '../../../components/form/act.js';
import { changesIn } from '../../../components/form/meanwhile/differences.js';
import { useEdit } from '../../../components/form/meanwhile/use-edit.js';
import { addDays, dateIn } from '../../../time/dates.js';
import { newlyBroken } from '../../../visits/broken-visits.js';
import { type DraftWindow, newWindow } from './draft.js';
import { daysOf, type Week, weekOf, weekWords, windowsIn } from './week.js';

interface HoursConsequences {
  preview: WeekPreview;
  /** Bookings that the hours would no longer cover */
  broken: Appointment[];
}

interface HoursForm {
  draft: DraftWindow[];
  isChanged: boolean;
  change: (draft: DraftWindow[]) => void;
  discard: () => void;
  /** Loads the consequences; once they are on show, saves the hours. */
  act: Act<void>;
  consequences: HoursConsequences | undefined;
}

async function consequencesOf(
  client: QueryClient,
  doctor: Doctor,
  windows: HoursWindow[],
): Promise<HoursConsequences> {
  const today = dateIn(doctor.location.timeZone, new Date());
  const [before, preview] = await Promise.all([
    client.query(outsideHoursQuery(doctor.id)),
    previewHours(doctor.id, { windows, from: today, to: addDays(today, 6) }),
  ]);
  return { preview, broken: newlyBroken(before, preview.outsideHours) };
}

/** The names of the locations beside the doctor's own, where hours are bound to one of them */
function useOtherPlaces({ location }: Doctor, { windows }: KeptWeek): Map<number, string> {
  const isElsewhere = windows.some(({ locationId }) => locationId != null && locationId !== location.id);
  const { data = [] } = useQuery({ ...locationsQuery(), enabled: isElsewhere });
  const others = data.filter(({ id }) => id !== location.id);
  return new Map(others.map(({ id, name }) => [id, name]));
}

const draftOf = (week: Week): DraftWindow[] => windowsIn(week).map(newWindow);

/** The weekly hours as they are edited. They are saved only after their consequences have been on show. */
export function useHoursForm(doctor: Doctor, saved: KeptWeek): HoursForm {
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(weekOf(saved)));
  const [consequences, setConsequences] = useState<HoursConsequences>();
  const show = (week: Week) => {
    setDraft(draftOf(week));
    setConsequences(undefined);
  };
  const edit = useEdit<Week>({
    record: weekOf(saved),
    reread: async () => weekOf(await client.query({ ...hoursQuery(doctor.id), staleTime: 0 })),
    words: weekWords(useOtherPlaces(doctor, saved)),
    fill: show,
  });
  const days = daysOf(draft);
  const act = useAct(async () => {
    if (consequences === undefined) {
      setConsequences(await consequencesOf(client, doctor, windowsIn(days)));
      return;
    }
    await edit.save(days, async (changes, seen) =>
      weekOf(await replaceHours(doctor.id, windowsIn({ ...seen, ...changes }), seen.version)),
    );
    setConsequences(undefined);
    await reloadHours(client, doctor.id);
  });
  const change = (next: DraftWindow[]) => {
    setDraft(next);
    setConsequences(undefined);
    act.reset();
  };
  const discard = () => {
    change(draftOf(edit.record));
  };
  const isChanged = Object.keys(changesIn<Week>(edit.record, days)).length > 0;
  return { draft, isChanged, change, discard, act, consequences };
}
