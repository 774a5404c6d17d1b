import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import {
  addException,
  type Appointment,
  exceptionsQuery,
  type NewException,
  outsideHoursQuery,
  previewException,
} from '../../api/hours.js';
import { Choice } from '../../components/choice.js';
import { type CalendarDate, isCalendarDate } from '../../components/dates.js';
import { Breakage } from '../../components/desk/breakage.js';
import { newlyBroken } from '../../components/desk/broken-visits.js';
import { DeskRefusal } from '../../components/desk/desk-refusal.js';
import { IncompleteForm } from '../../components/form/refusals.js';
import { messages } from '../../messages/index.js';
import { daysOf, notYetIn } from './day-range.js';
import styles from './time-off.module.css';

const texts = messages.hours.off;

interface Draft {
  kind: 'closed' | 'extra';
  first: string;
  last: string;
  wholeDay: boolean;
  start: string;
  end: string;
  reason: string;
}

const empty = (today: CalendarDate): Draft => ({
  kind: 'closed',
  first: today,
  last: '',
  wholeDay: true,
  start: '09:00',
  end: '17:00',
  reason: '',
});

/** @throws IncompleteForm when the days make no sense */
function toExceptions({ kind, first, last, wholeDay, start, end, reason }: Draft): NewException[] {
  if (!isCalendarDate(first)) throw new IncompleteForm({ first: messages.form.missing });
  const dates = daysOf(first, isCalendarDate(last) ? last : first);
  if (typeof dates === 'string') throw new IncompleteForm({ last: texts[dates] });
  const times = kind === 'closed' && wholeDay ? { start: null, end: null } : { start, end };
  return dates.map((date) => ({ date, kind, ...times, reason: reason.trim() === '' ? null : reason.trim() }));
}

/** Adds days that differ from the week, once it has been on show which bookings they would break. */
export function TimeOffForm({ doctorId, today }: { doctorId: number; today: CalendarDate }) {
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => empty(today));
  const preview = useMutation({
    mutationFn: async (wanted: Draft) => {
      const exceptions = toExceptions(wanted);
      const before = await client.query(outsideHoursQuery(doctorId));
      const broken: Appointment[] = [];
      for (const exception of exceptions)
        broken.push(...newlyBroken([...before, ...broken], await previewException(doctorId, exception)));
      return { exceptions, broken };
    },
  });
  const save = useMutation({
    mutationFn: async (exceptions: NewException[]) => {
      const existing = await client.query({ ...exceptionsQuery(doctorId), staleTime: 0 });
      for (const exception of notYetIn(existing, exceptions)) await addException(doctorId, exception);
    },
    onSuccess: () => {
      preview.reset();
      setDraft({ ...empty(today), kind: draft.kind });
    },
    onSettled: () =>
      Promise.all(
        [
          ['hours', doctorId],
          ['day', doctorId],
          ['doctor', doctorId],
        ].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  });
  const change = (changes: Partial<Draft>) => {
    setDraft({ ...draft, ...changes });
    preview.reset();
    save.reset();
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (preview.isPending || save.isPending) return;
    if (preview.data === undefined) preview.mutate(draft);
    else save.mutate(preview.data.exceptions);
  };
  const wrong = preview.error instanceof IncompleteForm ? preview.error.fields : {};
  const field = (
    name: 'first' | 'last' | 'start' | 'end' | 'reason',
    label: string,
    type: string,
    description?: string,
  ) => (
    <TextInput
      type={type}
      size="md"
      label={label}
      {...(description !== undefined && { description })}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      error={wrong[name]}
      maxLength={500}
      value={draft[name]}
      onChange={({ currentTarget }) => {
        change({ [name]: currentTarget.value });
      }}
    />
  );
  const isTimed = draft.kind === 'extra' || !draft.wholeDay;
  const label = preview.data === undefined ? texts.showPreview : texts.save(preview.data.exceptions.length);
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <Choice
        legend={texts.kind}
        value={draft.kind}
        options={[
          { value: 'closed', label: texts.closed, hint: texts.closedHint },
          { value: 'extra', label: texts.extra, hint: texts.extraHint },
        ]}
        onChange={(kind) => {
          change({ kind: kind === 'extra' ? 'extra' : 'closed' });
        }}
      />
      <div className={styles.pair}>
        {field('first', texts.first, 'date')}
        {field('last', texts.last, 'date', texts.lastHint)}
      </div>
      {draft.kind === 'closed' && (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={draft.wholeDay}
            onChange={({ currentTarget }) => {
              change({ wholeDay: currentTarget.checked });
            }}
          />
          {texts.wholeDay}
        </label>
      )}
      {isTimed && (
        <div className={styles.pair}>
          {field('start', messages.hours.from, 'time')}
          {field('end', messages.hours.to, 'time')}
        </div>
      )}
      {field('reason', texts.reason, 'text', texts.reasonHint)}
      <DeskRefusal error={wrong.first !== undefined || wrong.last !== undefined ? null : preview.error} />
      <DeskRefusal error={save.error} />
      <div role="status">
        {preview.data !== undefined && <Breakage broken={preview.data.broken} />}
        {save.isSuccess && <p className={styles.saved}>{texts.saved}</p>}
      </div>
      <div>
        <Button type="submit" aria-disabled={preview.isPending || save.isPending}>
          {preview.isPending || save.isPending ? messages.form.busy : label}
        </Button>
      </div>
    </form>
  );
}
