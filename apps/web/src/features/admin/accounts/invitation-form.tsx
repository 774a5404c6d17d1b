import { useQuery } from '@tanstack/react-query';
import { invite } from '../../../api/admin/accounts.js';
import { locationsQuery } from '../../../api/admin/locations.js';
import { ActForm } from '../../../components/form/act-form.js';
import { useAct } from '../../../components/form/act.js';
import { CheckList } from '../../../components/form/check-list.js';
import { SelectField, TextField } from '../../../components/form/inputs.js';
import { messages } from '../../../messages/index.js';
import { FormCard } from '../form-card.js';
import { useSaved } from '../use-editing.js';

const all = messages.admin;
const texts = all.invitations;
const { roles } = all.users;

/** Invites a member of staff, a doctor or an admin by e-mail. */
export function InvitationForm() {
  const showSaved = useSaved();
  const locations = useQuery(locationsQuery());
  const act = useAct(async (typed, ticked) => {
    const role = typed('role') as 'staff' | 'doctor' | 'admin';
    const locationIds = ticked('locationIds').map(Number);
    const body = { email: typed('email').trim(), role, ...(role === 'staff' && { locationIds }) };
    await invite(body);
    await showSaved();
  });
  return (
    <FormCard title={texts.addTitle}>
      <ActForm act={act} button={texts.button}>
        {(errors) => (
          <>
            <TextField
              of="NewInvitationDto.email"
              label={all.users.email}
              type="email"
              errors={errors}
              required
            />
            <SelectField
              name="role"
              label={all.users.role}
              errors={errors}
              defaultValue="staff"
              options={[
                { value: 'staff', label: roles.staff },
                { value: 'doctor', label: roles.doctor },
                { value: 'admin', label: roles.admin },
              ]}
            />
            <CheckList
              name="locationIds"
              legend={all.users.places}
              hint={all.users.placesHint}
              options={(locations.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
              chosen={[]}
              error={errors.locationIds}
            />
          </>
        )}
      </ActForm>
    </FormCard>
  );
}
