import { useQueryClient } from '@tanstack/react-query';
import { findUser } from '../../../api/admin/accounts.js';
import {
  addDoctor,
  changeDoctor,
  type Doctor,
  doctorQuery,
  type Offer,
  offerQuery,
  replaceOffer,
} from '../../../api/admin/doctors.js';
import { type Location } from '../../../api/admin/locations.js';
import { type VisitType } from '../../../api/admin/visit-types.js';
import { ActForm } from '../../../components/form/act-form.js';
import { type Typed, useAct } from '../../../components/form/act.js';
import { type Versioned } from '../../../components/form/meanwhile/differences.js';
import { useEdit } from '../../../components/form/meanwhile/use-edit.js';
import { IncompleteForm } from '../../../components/form/refusals.js';
import { messages } from '../../../messages/index.js';
import { FormCard } from '../form-card.js';
import { useSaved } from '../use-editing.js';
import { AccountField, DoctorFields, OfferFields } from './doctor-fields.js';
import { offerOrder, overridesOf } from './offer.js';
import { RetirementPanel } from './retirement/retirement-panel.js';

const all = messages.admin;
const texts = all.doctors;

const recordOf = (doctor: Doctor) => ({
  version: doctor.version,
  name: doctor.name,
  specialization: doctor.specialization,
  locationId: doctor.location.id,
  languages: doctor.languages,
  bio: doctor.bio,
});

type Kept = ReturnType<typeof recordOf> & {
  /** Who signs in as the doctor, where that is to change */
  userId?: number;
};

const nothing: Kept = { version: 0, name: '', specialization: '', locationId: 0, languages: [], bio: null };

const wantedBy = (typed: Typed) => ({
  name: typed('name').trim(),
  specialization: typed('specialization').trim(),
  locationId: Number(typed('locationId')),
  languages: typed('languages')
    .split(/[\s,،]+/)
    .filter((code) => code !== ''),
  bio: typed('bio').trim() === '' ? null : typed('bio').trim(),
});

/** @throws IncompleteForm when no user has the username or address */
async function accountOf(typed: string): Promise<number | undefined> {
  const name = typed.trim();
  if (name === '') return undefined;
  const found = await findUser(name);
  if (found === undefined) throw new IncompleteForm({ account: texts.accountUnknown });
  return found.id;
}

/** An offer as the form shows it */
interface ShownOffer extends Versioned {
  readonly visitTypes: readonly VisitType[];
  readonly offered: readonly number[];
  readonly first: number | undefined;
}

const sorted = (ids: readonly number[]): number[] => [...ids].sort((one, other) => one - other);

const shownOffer = ({ visitTypes, version }: Offer): ShownOffer => ({
  version,
  visitTypes,
  offered: sorted(visitTypes.map(({ id }) => id)),
  first: visitTypes[0]?.id,
});

function useDoctorEdit(doctor: Doctor | undefined) {
  const client = useQueryClient();
  return useEdit<Kept>({
    record: doctor === undefined ? nothing : recordOf(doctor),
    reread: async () =>
      doctor === undefined
        ? nothing
        : recordOf(await client.query({ ...doctorQuery(doctor.id), staleTime: 0 })),
  });
}

function useOfferEdit(doctorId: number | undefined, offer: Offer, visitTypes: readonly VisitType[]) {
  const client = useQueryClient();
  const edit = useEdit<ShownOffer>({
    record: shownOffer(offer),
    reread: async () =>
      shownOffer(
        doctorId === undefined ? offer : await client.query({ ...offerQuery(doctorId), staleTime: 0 }),
      ),
  });
  const save = async (id: number, ticked: readonly number[], preferred: number): Promise<void> => {
    const [first] = offerOrder(edit.record.visitTypes, ticked, preferred);
    await edit.save({ offered: sorted(ticked), first }, async (changes, seen) => {
      const shown = { ...seen, ...changes };
      const visitTypeIds = offerOrder(seen.visitTypes, shown.offered, shown.first);
      const overrides = overridesOf(seen.visitTypes, visitTypes, visitTypeIds);
      // A doctor who was added just now has an offer that nobody has seen.
      const { version } = doctorId === undefined ? await client.query(offerQuery(id)) : seen;
      return shownOffer(await replaceOffer(id, { visitTypeIds, overrides }, version));
    });
  };
  return { ...edit, save };
}

interface DoctorFormProps {
  doctor?: Doctor;
  offer: Offer;
  locations: readonly Location[];
  visitTypes: readonly VisitType[];
}

export function DoctorForm({ doctor, offer, locations, visitTypes }: DoctorFormProps) {
  const showSaved = useSaved();
  const edit = useDoctorEdit(doctor);
  const offerEdit = useOfferEdit(doctor?.id, offer, visitTypes);
  const act = useAct(async (typed, ticked) => {
    const userId = await accountOf(typed('account'));
    const wanted = { ...wantedBy(typed), ...(userId !== undefined && { userId }) };
    const id = doctor?.id ?? (await addDoctor(wanted)).id;
    if (doctor !== undefined)
      await edit.save(wanted, async (changes, { version }) =>
        recordOf(await changeDoctor(id, changes, version)),
      );
    await offerEdit.save(id, ticked('offered').map(Number), Number(typed('first')));
    await showSaved();
  });
  return (
    <FormCard title={doctor?.name ?? texts.addTitle}>
      <ActForm act={act} button={all.save}>
        {(errors) => (
          <>
            <DoctorFields
              key={`doctor ${edit.filling}`}
              errors={errors}
              doctor={edit.record}
              locations={locations}
            />
            <OfferFields
              key={`offer ${offerEdit.filling}`}
              errors={errors}
              offered={offerEdit.record.visitTypes}
              visitTypes={visitTypes}
            />
            <AccountField key={`account ${edit.filling}`} errors={errors} />
          </>
        )}
      </ActForm>
      {doctor !== undefined && <RetirementPanel kind="doctors" id={doctor.id} />}
    </FormCard>
  );
}
