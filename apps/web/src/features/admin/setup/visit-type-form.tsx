import { useQueryClient } from '@tanstack/react-query';
import {
  addVisitType,
  changeVisitType,
  type VisitType,
  visitTypesQuery,
} from '../../../api/admin/visit-types.js';
import { ActForm } from '../../../components/form/act-form.js';
import { type Typed, useAct } from '../../../components/form/act.js';
import { useEdit } from '../../../components/form/meanwhile/use-edit.js';
import { messages } from '../../../messages/index.js';
import { FormCard } from '../form-card.js';
import { useSaved } from '../use-editing.js';
import { RetirementPanel } from './retirement/retirement-panel.js';
import { VisitTypeFields, type VisitTypeValues } from './visit-type-fields.js';

const all = messages.admin;
const texts = all.visitTypes;

const numberOr = <T,>(text: string, otherwise: T): number | T =>
  text.trim() === '' ? otherwise : Number(text);

const wantedBy = (typed: Typed) => ({
  name: typed('name').trim(),
  durationMinutes: Number(typed('durationMinutes')),
  slotIntervalMinutes: numberOr(typed('slotIntervalMinutes'), null),
  bufferBeforeMinutes: numberOr(typed('bufferBeforeMinutes'), 0),
  bufferAfterMinutes: numberOr(typed('bufferAfterMinutes'), 0),
  minimumNoticeMinutes: numberOr(typed('minimumNoticeMinutes'), 0),
  horizonDays: Number(typed('horizonDays')),
  cancelCutoffMinutes: numberOr(typed('cancelCutoffMinutes'), 0),
  rescheduleCutoffMinutes: numberOr(typed('rescheduleCutoffMinutes'), 0),
  confirmation: typed('confirmation') as VisitType['confirmation'],
  mode: typed('mode') as VisitType['mode'],
  price: numberOr(typed('price'), null),
});

/** What is common */
const usual: VisitTypeValues = {
  version: 0,
  name: '',
  durationMinutes: 30,
  slotIntervalMinutes: null,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 0,
  horizonDays: 90,
  cancelCutoffMinutes: 0,
  rescheduleCutoffMinutes: 0,
  confirmation: 'manual',
  mode: 'in_person',
  price: null,
};

export function VisitTypeForm({ visitType }: { visitType?: VisitType }) {
  const client = useQueryClient();
  const showSaved = useSaved();
  const edit = useEdit<VisitTypeValues>({
    record: visitType ?? usual,
    reread: async () => {
      const now = await client.query({ ...visitTypesQuery(), staleTime: 0 });
      return now.find(({ id }) => id === visitType?.id) ?? usual;
    },
  });
  const act = useAct(async (typed) => {
    const wanted = wantedBy(typed);
    if (visitType === undefined) await addVisitType(wanted);
    else await edit.save(wanted, (changes, { version }) => changeVisitType(visitType.id, changes, version));
    await showSaved();
  });
  return (
    <FormCard title={visitType === undefined ? texts.addTitle : texts.editTitle(visitType.name)}>
      <ActForm act={act} button={all.save}>
        {(errors) => <VisitTypeFields key={edit.filling} errors={errors} visitType={edit.record} />}
      </ActForm>
      {visitType !== undefined && <RetirementPanel kind="visit-types" id={visitType.id} />}
    </FormCard>
  );
}
