import { useQueryClient } from '@tanstack/react-query';
import { correctRecord, type PatientRecord, recordQuery } from '../../../api/clinic/records.js';
import { ActForm } from '../../../components/form/act-form.js';
import { type Act, type Typed, useAct } from '../../../components/form/act.js';
import { LongTextField, TextField } from '../../../components/form/inputs.js';
import { type Edit, useEdit } from '../../../components/form/meanwhile/use-edit.js';
import { type FieldErrors } from '../../../components/form/refusals.js';
import { PageTitle } from '../../../components/page-title.js';
import { Panel } from '../../../components/panel.js';
import { messages } from '../../../messages/index.js';
import { addresses, navigate } from '../../../routing/location.js';
import { patientName } from '../../../visits/visit-words.js';
import styles from './patients.module.css';
import { RecordFrame } from './record-frame.js';

const texts = messages.records;

/** Where mail goes, or is to go once it is agreed to. */
const emailOf = ({ email, offeredTo, pendingEmail }: PatientRecord): string | null =>
  pendingEmail ?? email ?? offeredTo;

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** A record as the form shows it */
const shown = (record: PatientRecord) => ({
  version: record.version,
  name: record.name ?? '',
  birthDate: record.birthDate,
  phone: record.phone,
  email: emailOf(record),
  address: record.address,
  note: record.note,
});

type Shown = ReturnType<typeof shown>;

const wantedBy = (typed: Typed) => ({
  name: typed('name').trim(),
  birthDate: orNull(typed('birthDate')),
  phone: orNull(typed('phone')),
  email: orNull(typed('email')),
  address: orNull(typed('address')),
  note: orNull(typed('note')),
});

function useCorrection(record: PatientRecord): { act: Act<void>; edit: Edit<Shown> } {
  const client = useQueryClient();
  const edit = useEdit<Shown>({
    record: shown(record),
    reread: async () => shown(await client.query({ ...recordQuery(record.userId), staleTime: 0 })),
  });
  const act = useAct(
    async (typed) => {
      await edit.save(wantedBy(typed), async (changes, { version }) =>
        shown(await correctRecord(record.userId, changes, version)),
      );
    },
    {
      onSuccess: async () => {
        // The name may stand on any page: boards, lists, visits.
        await client.invalidateQueries();
        navigate(`${addresses.patient(record.userId)}?done=saved`, { replace: true });
      },
    },
  );
  return { act, edit };
}

interface FieldsProps {
  record: Shown;
  hasAccount: boolean;
  errors: FieldErrors;
}

function Fields({ record, hasAccount, errors }: FieldsProps) {
  const { name, birthDate, phone, email, address, note } = record;
  return (
    <>
      <TextField of="CorrectionDto.name" label={texts.name} errors={errors} defaultValue={name} required />
      <TextField
        name="birthDate"
        label={texts.birthDate}
        type="date"
        errors={errors}
        defaultValue={birthDate}
      />
      <TextField
        of="CorrectionDto.phone"
        label={texts.phone}
        type="tel"
        hint={texts.phoneHint}
        errors={errors}
        defaultValue={phone}
      />
      <TextField
        of="CorrectionDto.email"
        label={texts.email}
        type="email"
        hint={hasAccount ? texts.accountEmailHint : texts.emailHint}
        errors={errors}
        defaultValue={email}
      />
      <LongTextField
        of="CorrectionDto.address"
        label={texts.address}
        errors={errors}
        defaultValue={address}
        rows={3}
      />
      <LongTextField
        of="CorrectionDto.note"
        label={texts.note}
        hint={texts.noteHint}
        errors={errors}
        defaultValue={note}
      />
    </>
  );
}

function CorrectionForm({ record }: { record: PatientRecord }) {
  const { act, edit } = useCorrection(record);
  const title = texts.correctTitle(patientName(record));
  return (
    <>
      <PageTitle title={title}>{title}</PageTitle>
      <p className={styles.lead}>{texts.correctLead}</p>
      <Panel>
        <ActForm act={act} button={texts.save} compact>
          {(errors) => (
            <Fields
              key={edit.filling}
              record={edit.record}
              hasAccount={record.username !== null}
              errors={errors}
            />
          )}
        </ActForm>
      </Panel>
    </>
  );
}

/** The form in which the front desk corrects a record. */
export function CorrectionPage({ id }: { id: number }) {
  return <RecordFrame id={id}>{(record) => <CorrectionForm record={record} />}</RecordFrame>;
}
