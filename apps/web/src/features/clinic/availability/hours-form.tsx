import { Button } from '@mantine/core';
import { type KeptWeek } from '../../../api/clinic/hours.js';
import { type Doctor } from '../../../api/queries.js';
import { ActForm } from '../../../components/form/act-form.js';
import { messages } from '../../../messages/index.js';
import { firstWeekday } from '../../../time/week-start.js';
import styles from './availability.module.css';
import { HoursPreview } from './hours-preview.js';
import { useHoursForm } from './use-hours-form.js';
import { WeekEditor } from './week-editor.js';

const texts = messages.hours;

const weekdays = Array.from({ length: 7 }, (_, index) => ((firstWeekday() - 1 + index) % 7) + 1);

interface HoursFormProps {
  doctor: Doctor;
  saved: KeptWeek;
}

/** The weekly hours of a doctor; the first button shows what a change means, the second one saves it. */
export function HoursForm({ doctor, saved }: HoursFormProps) {
  const { draft, isChanged, change, discard, act, consequences } = useHoursForm(doctor, saved);
  return (
    <ActForm
      act={act}
      button={consequences === undefined ? texts.showPreview : texts.save}
      disabled={!isChanged}
      words={messages.desk.refusals}
      beside={
        <>
          {isChanged && (
            <Button variant="default" onClick={discard}>
              {texts.discard}
            </Button>
          )}
          <p role="status" className={styles.saved}>
            {act.isSuccess && !isChanged ? texts.saved : ''}
          </p>
        </>
      }
    >
      {(errors) => (
        <>
          <WeekEditor weekdays={weekdays} draft={draft} errors={errors} onChange={change} />
          {consequences !== undefined && <HoursPreview {...consequences} />}
        </>
      )}
    </ActForm>
  );
}
