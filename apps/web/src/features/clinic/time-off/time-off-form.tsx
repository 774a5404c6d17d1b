import { useState } from 'react';
import { Choice } from '../../../components/choice.js';
import { ActForm } from '../../../components/form/act-form.js';
import { TextField, LongTextField } from '../../../components/form/inputs.js';
import { type FieldErrors } from '../../../components/form/refusals.js';
import { messages } from '../../../messages/index.js';
import { type CalendarDate } from '../../../time/dates.js';
import { Breakage } from '../../../visits/breakage.js';
import styles from './time-off.module.css';
import { type ExceptionKind, useTimeOff } from './use-time-off.js';

const texts = messages.hours.off;

interface TimeOffFieldsProps {
  kind: ExceptionKind;
  today: CalendarDate;
  errors: FieldErrors;
}

function TimeOffFields({ kind, today, errors }: TimeOffFieldsProps) {
  const [wholeDay, setWholeDay] = useState(true);
  return (
    <>
      <div className={styles.pair}>
        <TextField
          name="first"
          label={texts.first}
          type="date"
          errors={errors}
          defaultValue={today}
          required
        />
        <TextField name="last" label={texts.last} type="date" hint={texts.lastHint} errors={errors} />
      </div>
      {kind === 'closed' && (
        <label className={styles.check}>
          <input
            type="checkbox"
            name="wholeDay"
            checked={wholeDay}
            onChange={({ currentTarget }) => {
              setWholeDay(currentTarget.checked);
            }}
          />
          {texts.wholeDay}
        </label>
      )}
      {(kind === 'extra' || !wholeDay) && (
        <div className={styles.pair}>
          <TextField
            name="start"
            label={messages.hours.from}
            type="time"
            errors={errors}
            defaultValue="09:00"
            required
          />
          <TextField
            name="end"
            label={messages.hours.to}
            type="time"
            errors={errors}
            defaultValue="17:00"
            required
          />
        </div>
      )}
      <LongTextField
        of="NewExceptionDto.reason"
        rows={2}
        label={texts.reason}
        hint={texts.reasonHint}
        errors={errors}
      />
    </>
  );
}

interface TimeOffFormProps {
  doctorId: number;
  today: CalendarDate;
}

/** Adds days that differ from the week; the first button shows which bookings they break, the second one saves them. */
export function TimeOffForm({ doctorId, today }: TimeOffFormProps) {
  const [kind, setKind] = useState<ExceptionKind>('closed');
  const { act, preview, isSaved, saves, change } = useTimeOff(doctorId, kind);
  return (
    <ActForm
      compact
      act={act}
      button={preview === undefined ? texts.showPreview : texts.save(preview.exceptions.length)}
      words={messages.desk.refusals}
    >
      {(errors) => (
        <>
          <div className={styles.fields} onChange={change}>
            <Choice
              legend={texts.kind}
              value={kind}
              options={[
                { value: 'closed', label: texts.closed, hint: texts.closedHint },
                { value: 'extra', label: texts.extra, hint: texts.extraHint },
              ]}
              onChange={(chosen) => {
                setKind(chosen === 'extra' ? 'extra' : 'closed');
              }}
            />
            <TimeOffFields key={saves} kind={kind} today={today} errors={errors} />
          </div>
          <div role="status">
            {preview !== undefined && <Breakage broken={preview.broken} />}
            {isSaved && <p className={styles.saved}>{texts.saved}</p>}
          </div>
        </>
      )}
    </ActForm>
  );
}
