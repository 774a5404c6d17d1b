import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { reloadHours } from '../../../api/clinic/changes.js';
import {
  addException,
  type Appointment,
  exceptionsQuery,
  type NewException,
  outsideHoursQuery,
  previewException,
} from '../../../api/clinic/hours.js';
import { type Act, type Ticked, type Typed, useAct } from '../../../components/form/act.js';
import { IncompleteForm } from '../../../components/form/refusals.js';
import { messages } from '../../../messages/index.js';
import { isCalendarDate } from '../../../time/dates.js';
import { newlyBroken } from '../../../visits/broken-visits.js';
import { daysOf, notYetIn } from './day-range.js';

/** Whether the doctor is away on the days, or works beside the weekly hours */
export type ExceptionKind = NewException['kind'];

interface TimeOffPreview {
  exceptions: NewException[];
  /** Bookings that the exceptions would leave outside hours */
  broken: Appointment[];
}

/** @throws IncompleteForm when the last day is before the first one, or the days are too many */
function toExceptions(kind: ExceptionKind, typed: Typed, ticked: Ticked): NewException[] {
  const [first, last, reason] = [typed('first'), typed('last'), typed('reason').trim()];
  const dates = daysOf(first, isCalendarDate(last) ? last : first);
  if (typeof dates === 'string') throw new IncompleteForm({ last: messages.hours.off[dates] });
  const wholeDay = kind === 'closed' && ticked('wholeDay').length > 0;
  const times = wholeDay ? { start: null, end: null } : { start: typed('start'), end: typed('end') };
  return dates.map((date) => ({ date, kind, ...times, reason: reason === '' ? null : reason }));
}

interface TimeOff {
  /** Loads which bookings the days would break; once they are on show, saves the days. */
  act: Act<void>;
  preview: TimeOffPreview | undefined;
  isSaved: boolean;
  /** How often days have been saved: the fields begin anew each time. */
  saves: number;
  /** The fields have changed, so that the preview is void. */
  change: () => void;
}

/** Adds days on which the hours differ from the weekly ones. */
export function useTimeOff(doctorId: number, kind: ExceptionKind): TimeOff {
  const client = useQueryClient();
  const [preview, setPreview] = useState<TimeOffPreview>();
  const [saves, setSaves] = useState(0);
  const load = async (exceptions: NewException[]): Promise<TimeOffPreview> => {
    const before = await client.query(outsideHoursQuery(doctorId));
    const broken: Appointment[] = [];
    for (const exception of exceptions)
      broken.push(...newlyBroken([...before, ...broken], await previewException(doctorId, exception)));
    return { exceptions, broken };
  };
  const save = async (exceptions: NewException[]): Promise<void> => {
    try {
      const existing = await client.query({ ...exceptionsQuery(doctorId), staleTime: 0 });
      for (const exception of notYetIn(existing, exceptions)) await addException(doctorId, exception);
    } finally {
      await reloadHours(client, doctorId);
    }
  };
  const act = useAct(async (typed, ticked) => {
    if (preview === undefined) {
      setPreview(await load(toExceptions(kind, typed, ticked)));
      return;
    }
    await save(preview.exceptions);
    setPreview(undefined);
    setSaves(saves + 1);
  });
  const change = () => {
    setPreview(undefined);
    act.reset();
  };
  return { act, preview, isSaved: act.isSuccess && preview === undefined, saves, change };
}
