import { useQueryClient } from '@tanstack/react-query';
import { Fragment } from 'react';
import { changeUser, resetMfa, type User, userQuery } from '../../../api/admin/accounts.js';
import { type Location } from '../../../api/admin/locations.js';
import { ActForm } from '../../../components/form/act-form.js';
import { useAct } from '../../../components/form/act.js';
import { CheckList } from '../../../components/form/check-list.js';
import { SelectField } from '../../../components/form/inputs.js';
import { useEdit } from '../../../components/form/meanwhile/use-edit.js';
import { messages } from '../../../messages/index.js';
import { ActButton } from '../act-button.js';
import styles from '../admin.module.css';
import { useEditing, useSaved } from '../use-editing.js';
import { bookableDoctor, decide, DoctorChoice } from './doctor-choice.js';

const all = messages.admin;
const texts = all.users;

export const roleOptions = Object.entries(texts.roles).map(([value, label]) => ({ value, label }));

const recordOf = ({ role, disabled, locationIds, version }: User) => ({
  version,
  role,
  disabled,
  locationIds: locationIds.toSorted((one, other) => one - other),
});

export function UserForm({ user, locations }: { user: User; locations: readonly Location[] }) {
  const client = useQueryClient();
  const { showSaved } = useEditing();
  const refreshAndShowSaved = useSaved();
  const doctor = bookableDoctor(user);
  const edit = useEdit({
    record: recordOf(user),
    reread: async () => recordOf(await client.query({ ...userQuery(user.id), staleTime: 0 })),
  });
  const act = useAct(async (typed, ticked) => {
    const wanted = {
      role: typed('role') as User['role'],
      disabled: ticked('disabled').length > 0,
      locationIds: ticked('locationIds')
        .map(Number)
        .sort((one, other) => one - other),
    };
    await edit.save(wanted, async (body, { version }) => {
      if (doctor !== undefined && body.disabled === true) await decide(client, doctor, typed);
      return recordOf(await changeUser(user.id, body, version));
    });
    await refreshAndShowSaved();
  });
  return (
    <>
      <ActForm act={act} button={all.save}>
        {(errors) => (
          <Fragment key={edit.filling}>
            <SelectField
              name="role"
              label={texts.role}
              errors={errors}
              defaultValue={edit.record.role}
              options={roleOptions}
            />
            <CheckList
              name="locationIds"
              legend={texts.places}
              hint={texts.placesHint}
              options={locations.map(({ id, name }) => ({ value: String(id), label: name }))}
              chosen={edit.record.locationIds.map(String)}
              error={errors.locationIds}
            />
            <CheckList
              name="disabled"
              legend={texts.state}
              hint={texts.disableHint}
              options={[{ value: 'yes', label: texts.disable }]}
              chosen={edit.record.disabled ? ['yes'] : []}
              error={errors.disabled}
            />
            {doctor !== undefined && <DoctorChoice doctor={doctor} errors={errors} />}
          </Fragment>
        )}
      </ActForm>
      <h2 className={styles.subtitle}>{texts.resetMfa}</h2>
      <ActButton
        label={texts.resetMfa}
        question={texts.resetMfaAsk}
        act={async () => {
          await resetMfa(user.id);
          showSaved();
        }}
      />
    </>
  );
}
