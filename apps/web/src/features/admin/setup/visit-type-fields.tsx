import { type VisitType } from '../../../api/admin/visit-types.js';
import { NumberField, SelectField, TextField } from '../../../components/form/inputs.js';
import { type FieldErrors } from '../../../components/form/refusals.js';
import { messages } from '../../../messages/index.js';
import styles from '../admin.module.css';

const texts = messages.admin.visitTypes;
const { week } = messages;
const dayMinutes = 1440;
const yearMinutes = 527_040;

/** A visit type as its form shows it */
export type VisitTypeValues = Omit<VisitType, 'id' | 'retiresOn' | 'slotIntervalMinutes'> & {
  slotIntervalMinutes: number | null;
};

interface VisitTypeFieldsProps {
  errors: FieldErrors;
  visitType: VisitTypeValues;
}

function ModeAndPriceFields({ errors, visitType }: VisitTypeFieldsProps) {
  return (
    <>
      <SelectField
        name="mode"
        label={texts.mode}
        errors={errors}
        defaultValue={visitType.mode}
        options={[
          { value: 'in_person', label: week.inPerson },
          { value: 'video', label: week.video },
        ]}
      />
      <SelectField
        name="confirmation"
        label={texts.confirmation}
        errors={errors}
        defaultValue={visitType.confirmation}
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
        defaultValue={visitType.price}
        min={0}
        max={99_999_999}
        step="any"
      />
    </>
  );
}

export function VisitTypeFields({ errors, visitType }: VisitTypeFieldsProps) {
  const minutes = (name: keyof typeof visitType, label: string, max: number) => (
    <NumberField name={name} label={label} errors={errors} defaultValue={visitType[name]} min={0} max={max} />
  );
  return (
    <>
      <TextField
        of="NewVisitTypeDto.name"
        label={messages.admin.name}
        errors={errors}
        defaultValue={visitType.name}
        required
      />
      <div className={styles.pair}>
        <NumberField
          name="durationMinutes"
          label={texts.duration}
          errors={errors}
          defaultValue={visitType.durationMinutes}
          min={1}
          max={dayMinutes}
          required
        />
        <NumberField
          name="slotIntervalMinutes"
          label={texts.interval}
          hint={texts.intervalHint}
          errors={errors}
          defaultValue={visitType.slotIntervalMinutes}
          min={1}
          max={dayMinutes}
        />
        {minutes('bufferBeforeMinutes', texts.bufferBefore, dayMinutes)}
        {minutes('bufferAfterMinutes', texts.bufferAfter, dayMinutes)}
        {minutes('minimumNoticeMinutes', texts.notice, yearMinutes)}
        <NumberField
          name="horizonDays"
          label={texts.horizon}
          errors={errors}
          defaultValue={visitType.horizonDays}
          min={0}
          max={730}
          required
        />
        {minutes('cancelCutoffMinutes', texts.cancelCutoff, yearMinutes)}
        {minutes('rescheduleCutoffMinutes', texts.moveCutoff, yearMinutes)}
        <ModeAndPriceFields errors={errors} visitType={visitType} />
      </div>
    </>
  );
}
