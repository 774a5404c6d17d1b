import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Doctor, doctor as doctorQuery, type Location, type VisitType } from '../../api/admin.js';
import { answer, api } from '../../api/client.js';
import { specializationsQuery } from '../../api/queries.js';
import { ActForm } from '../../components/form/act-form.js';
import { type Typed, useAct } from '../../components/form/act.js';
import { CheckList } from '../../components/form/check-list.js';
import { LongTextField, SelectField, TextField } from '../../components/form/inputs.js';
import { IncompleteForm } from '../../components/form/refusals.js';
import { messages } from '../../messages/index.js';
import { FormCard, useEditing, useRefresh } from './parts.js';
import { useChanges } from './use-changes.js';

const all = messages.admin;
const texts = all.doctors;

const recordOf = (doctor: Doctor) => ({
  name: doctor.name,
  specialization: doctor.specialization,
  locationId: doctor.location.id,
  languages: doctor.languages,
  bio: doctor.bio,
});

type Wanted = ReturnType<typeof recordOf>;

const wantedBy = (typed: Typed): Wanted => ({
  name: typed('name').trim(),
  specialization: typed('specialization').trim(),
  locationId: Number(typed('locationId')),
  languages: typed('languages')
    .split(/[\s,،]+/)
    .filter((code) => code !== ''),
  bio: typed('bio').trim() === '' ? null : typed('bio').trim(),
});

/** @throws IncompleteForm when nobody has the username or address */
async function accountOf(typed: string): Promise<number | undefined> {
  const name = typed.trim();
  if (name === '') return undefined;
  const { data } = await answer(api.GET('/users', { params: { query: { q: name, limit: 100 } } }));
  const found = data.find(({ username, email }) =>
    [username, email].some((each) => each.toLowerCase() === name.toLowerCase()),
  );
  if (found === undefined) throw new IncompleteForm({ account: texts.accountUnknown });
  return found.id;
}

/** What this doctor needs more or less time for than others: it is kept, for the list of offers replaces it otherwise. */
const overridesOf = (
  offered: readonly VisitType[],
  visitTypes: readonly VisitType[],
  ids: readonly number[],
) =>
  offered.flatMap(({ id, durationMinutes, bufferBeforeMinutes, bufferAfterMinutes }) => {
    const usual = visitTypes.find((each) => each.id === id);
    if (usual === undefined || !ids.includes(id)) return [];
    const own = {
      ...(durationMinutes !== usual.durationMinutes && { durationMinutes }),
      ...(bufferBeforeMinutes !== usual.bufferBeforeMinutes && { bufferBeforeMinutes }),
      ...(bufferAfterMinutes !== usual.bufferAfterMinutes && { bufferAfterMinutes }),
    };
    return Object.keys(own).length === 0 ? [] : [{ visitTypeId: id, ...own }];
  });

interface DoctorFormProps {
  doctor?: Doctor;
  offered: readonly VisitType[];
  locations: readonly Location[];
  visitTypes: readonly VisitType[];
}

export function DoctorForm({ doctor, offered, locations, visitTypes }: DoctorFormProps) {
  const client = useQueryClient();
  const refresh = useRefresh();
  const { showSaved } = useEditing();
  const specializations = useQuery(specializationsQuery());
  const changes = useChanges<Partial<Wanted>>(doctor === undefined ? {} : recordOf(doctor), async () =>
    doctor === undefined ? {} : recordOf(await client.query({ ...doctorQuery(doctor.id), staleTime: 0 })),
  );
  const offer = async (id: number, ids: number[]): Promise<void> => {
    const before = offered.map((each) => each.id);
    if (JSON.stringify(ids) === JSON.stringify(before)) return;
    const body = { visitTypeIds: ids, overrides: overridesOf(offered, visitTypes, ids) };
    await answer(api.PUT('/doctors/{id}/visit-types', { params: { path: { id } }, body }));
  };
  const act = useAct(async (typed, ticked) => {
    const userId = await accountOf(typed('account'));
    const account = userId === undefined ? {} : { userId };
    const wanted = wantedBy(typed);
    const first = Number(typed('first'));
    const chosen = ticked('offered').map(Number);
    // What was on offer keeps its order, and what is chosen at first comes first.
    const rank = (id: number) => (id === first ? -1 : offered.findIndex((each) => each.id === id) >>> 0);
    const ids = chosen.sort((one, other) => rank(one) - rank(other));
    const saved =
      doctor === undefined
        ? await answer(api.POST('/doctors', { body: { ...wanted, ...account } }))
        : await answer(
            api.PATCH('/doctors/{id}', {
              params: { path: { id: doctor.id } },
              body: { ...(await changes(wanted)), ...account },
            }),
          );
    await offer(saved.data.id, ids);
    await refresh();
    showSaved();
  });
  const types = visitTypes.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <FormCard title={doctor?.name ?? texts.addTitle}>
      <ActForm act={act} button={all.save}>
        {(errors) => (
          <>
            <TextField
              name="name"
              label={all.name}
              errors={errors}
              defaultValue={doctor?.name}
              maxLength={200}
              required
            />
            <TextField
              name="specialization"
              label={texts.specialization}
              errors={errors}
              defaultValue={doctor?.specialization}
              suggestions={specializations.data ?? []}
              maxLength={100}
              required
            />
            <SelectField
              name="locationId"
              label={texts.location}
              errors={errors}
              defaultValue={String(doctor?.location.id ?? '')}
              options={locations.map(({ id, name }) => ({ value: String(id), label: name }))}
              required
            />
            <TextField
              name="languages"
              label={texts.languages}
              hint={texts.languagesHint}
              errors={errors}
              defaultValue={doctor?.languages.join(', ')}
            />
            <LongTextField
              name="bio"
              label={texts.bio}
              errors={errors}
              defaultValue={doctor?.bio}
              maxLength={2000}
            />
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
            <TextField
              name="account"
              label={texts.account}
              hint={texts.accountHint}
              errors={errors}
              maxLength={254}
            />
          </>
        )}
      </ActForm>
    </FormCard>
  );
}
