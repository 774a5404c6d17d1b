import { useQuery } from '@tanstack/react-query';
import { type Doctor } from '../../../api/admin/doctors.js';
import { type Location } from '../../../api/admin/locations.js';
import { type VisitType } from '../../../api/admin/visit-types.js';
import { specializationsQuery } from '../../../api/queries.js';
import { CheckList } from '../../../components/form/check-list.js';
import { LongTextField, SelectField, TextField } from '../../../components/form/inputs.js';
import { type FieldErrors } from '../../../components/form/refusals.js';
import { messages } from '../../../messages/index.js';

const all = messages.admin;
const texts = all.doctors;

interface OfferFieldsProps {
  errors: FieldErrors;
  offered: readonly VisitType[];
  visitTypes: readonly VisitType[];
}

/** The visit types that the doctor offers, and which of them is chosen at first. */
export function OfferFields({ errors, offered, visitTypes }: OfferFieldsProps) {
  const types = visitTypes.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <>
      <CheckList
        name="offered"
        legend={texts.offered}
        options={types}
        chosen={offered.map(({ id }) => String(id))}
        error={errors.visitTypeIds}
      />
      <SelectField
        name="first"
        label={texts.first}
        hint={texts.firstHint}
        errors={errors}
        defaultValue={String(offered[0]?.id ?? '')}
        options={types}
      />
    </>
  );
}

interface DoctorFieldsProps {
  errors: FieldErrors;
  /** What the fields begin with */
  doctor: Pick<Doctor, 'name' | 'specialization' | 'languages' | 'bio'> & { locationId: number | undefined };
  locations: readonly Location[];
}

export function DoctorFields({ errors, doctor, locations }: DoctorFieldsProps) {
  const specializations = useQuery(specializationsQuery());
  return (
    <>
      <TextField
        of="NewDoctorDto.name"
        label={all.name}
        errors={errors}
        defaultValue={doctor.name}
        required
      />
      <TextField
        of="NewDoctorDto.specialization"
        label={texts.specialization}
        errors={errors}
        defaultValue={doctor.specialization}
        suggestions={specializations.data ?? []}
        required
      />
      <SelectField
        name="locationId"
        label={texts.location}
        errors={errors}
        defaultValue={String(doctor.locationId ?? '')}
        options={locations.map(({ id, name }) => ({ value: String(id), label: name }))}
        required
      />
      <TextField
        name="languages"
        label={texts.languages}
        hint={texts.languagesHint}
        errors={errors}
        defaultValue={doctor.languages.join(', ')}
      />
      <LongTextField of="NewDoctorDto.bio" label={texts.bio} errors={errors} defaultValue={doctor.bio} />
    </>
  );
}

/** Who signs in as the doctor; empty, it stays as it is. */
export function AccountField({ errors }: { errors: FieldErrors }) {
  return (
    <TextField
      name="account"
      label={texts.account}
      hint={texts.accountHint}
      errors={errors}
      maxLength={254}
    />
  );
}
