import { type VisitType } from '../../api/admin.js';
import { NumberField, SelectField, TextField } from '../../components/form/inputs.js';
import { type FieldErrors } from '../../components/form/refusals.js';
import { messages } from '../../messages/index.js';
import styles from './admin.module.css';

const texts = messages.admin.visitTypes;
const { week } = messages;
const dayMinutes = 1440;
const yearMinutes = 527_040;

interface VisitTypeFieldsProps {
  errors: FieldErrors;
  /** Left out for a new one, which begins with what most visits have */
  visitType: VisitType | undefined;
}

export function VisitTypeFields({ errors, visitType }: VisitTypeFieldsProps) {
  const minutes = (name: keyof VisitType, label: string, initial: number, max: number) => (
    <NumberField
      name={name}
      label={label}
      errors={errors}
      defaultValue={visitType?.[name] ?? initial}
      min={0}
      max={max}
    />
  );
  return (
    <>
      <TextField
        name="name"
        label={messages.admin.name}
        errors={errors}
        defaultValue={visitType?.name}
        maxLength={100}
        required
      />
      <div className={styles.pair}>
        <NumberField
          name="durationMinutes"
          label={texts.duration}
          errors={errors}
          defaultValue={visitType?.durationMinutes ?? 30}
          min={1}
          max={dayMinutes}
          required
        />
        <NumberField
          name="slotIntervalMinutes"
          label={texts.interval}
          hint={texts.intervalHint}
          errors={errors}
          defaultValue={visitType?.slotIntervalMinutes}
          min={1}
          max={dayMinutes}
        />
        {minutes('bufferBeforeMinutes', texts.bufferBefore, 0, dayMinutes)}
        {minutes('bufferAfterMinutes', texts.bufferAfter, 0, dayMinutes)}
        {minutes('minimumNoticeMinutes', texts.notice, 0, yearMinutes)}
        <NumberField
          name="horizonDays"
          label={texts.horizon}
          errors={errors}
          defaultValue={visitType?.horizonDays ?? 90}
          min={0}
          max={730}
          required
        />
        {minutes('cancelCutoffMinutes', texts.cancelCutoff, 0, yearMinutes)}
        {minutes('rescheduleCutoffMinutes', texts.moveCutoff, 0, yearMinutes)}
        <SelectField
          name="mode"
          label={texts.mode}
          errors={errors}
          defaultValue={visitType?.mode ?? 'in_person'}
          options={[
            { value: 'in_person', label: week.inPerson },
            { value: 'video', label: week.video },
          ]}
        />
        <SelectField
          name="confirmation"
          label={texts.confirmation}
          errors={errors}
          defaultValue={visitType?.confirmation ?? 'manual'}
          options={[
            { value: 'manual', label: texts.manual },
            { value: 'instant', label: texts.instant },
          ]}
        />
        <NumberField
          name="price"
          label={texts.price}
          hint={texts.priceHint}
          errors={errors}
          defaultValue={visitType?.price}
          min={0}
          max={99_999_999}
          step="any"
        />
      </div>
    </>
  );
}
