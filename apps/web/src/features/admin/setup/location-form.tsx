import { useQueryClient } from '@tanstack/react-query';
import { addLocation, changeLocation, type Location, locationsQuery } from '../../../api/admin/locations.js';
import { ActForm } from '../../../components/form/act-form.js';
import { type Typed, useAct } from '../../../components/form/act.js';
import { NumberField, TextField, LongTextField } from '../../../components/form/inputs.js';
import { type Versioned } from '../../../components/form/meanwhile/differences.js';
import { useEdit } from '../../../components/form/meanwhile/use-edit.js';
import { type FieldErrors } from '../../../components/form/refusals.js';
import { messages } from '../../../messages/index.js';
import styles from '../admin.module.css';
import { FormCard } from '../form-card.js';
import { useRefresh, useSaved } from '../use-editing.js';
import { OutsideBookings } from './outside-bookings.js';
import { RetirementPanel } from './retirement/retirement-panel.js';

const all = messages.admin;
const texts = all.locations;

const zones = Intl.supportedValuesOf('timeZone');

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const numberOrNull = (text: string): number | null => (text.trim() === '' ? null : Number(text));

const wantedBy = (typed: Typed) => ({
  name: typed('name').trim(),
  timeZone: typed('timeZone').trim(),
  country: orNull(typed('country').toUpperCase()),
  address: orNull(typed('address')),
  phone: orNull(typed('phone')),
  latitude: numberOrNull(typed('latitude')),
  longitude: numberOrNull(typed('longitude')),
});

type Kept = ReturnType<typeof wantedBy> & Versioned;

const nothing: Kept = {
  version: 0,
  name: '',
  timeZone: '',
  country: null,
  address: null,
  phone: null,
  latitude: null,
  longitude: null,
};

interface LocationFieldsProps {
  errors: FieldErrors;
  location: Kept;
}

function LocationFields({ errors, location }: LocationFieldsProps) {
  return (
    <>
      <TextField
        of="NewLocationDto.name"
        label={all.name}
        errors={errors}
        defaultValue={location.name}
        required
      />
      <TextField
        name="timeZone"
        label={texts.timeZone}
        hint={texts.timeZoneHint}
        errors={errors}
        defaultValue={location.timeZone}
        suggestions={zones}
        required
      />
      <TextField
        name="country"
        label={texts.country}
        hint={texts.countryHint}
        errors={errors}
        defaultValue={location.country}
        maxLength={2}
      />
      <LongTextField
        of="NewLocationDto.address"
        rows={2}
        label={texts.address}
        errors={errors}
        defaultValue={location.address}
      />
      <TextField
        of="NewLocationDto.phone"
        label={texts.phone}
        type="tel"
        errors={errors}
        defaultValue={location.phone}
      />
      <div className={styles.pair}>
        <NumberField
          name="latitude"
          label={texts.latitude}
          errors={errors}
          defaultValue={location.latitude}
          min={-90}
          max={90}
          step="any"
        />
        <NumberField
          name="longitude"
          label={texts.longitude}
          errors={errors}
          defaultValue={location.longitude}
          min={-180}
          max={180}
          step="any"
        />
      </div>
    </>
  );
}

export function LocationForm({ location }: { location?: Location }) {
  const client = useQueryClient();
  const showSaved = useSaved();
  const refresh = useRefresh();
  const edit = useEdit<Kept>({
    record: location ?? nothing,
    reread: async () => {
      const now = await client.query({ ...locationsQuery(), staleTime: 0 });
      return now.find(({ id }) => id === location?.id) ?? nothing;
    },
  });
  const change = async (id: number, wanted: Partial<Kept>): Promise<number> => {
    const saved = await edit.save(wanted, (changes, { version }) => changeLocation(id, changes, version));
    return saved?.outsideHours?.length ?? 0;
  };
  const act = useAct(async (typed) => {
    const wanted = wantedBy(typed);
    const outside = location === undefined ? 0 : await change(location.id, wanted);
    if (location === undefined) await addLocation(wanted);
    // What another zone leaves outside hours is to be seen before the form closes.
    await (outside === 0 ? showSaved() : refresh());
    return outside;
  });
  return (
    <FormCard title={location === undefined ? texts.addTitle : texts.editTitle(location.name)}>
      <OutsideBookings count={act.data ?? 0} />
      <ActForm act={act} button={all.save}>
        {(errors) => <LocationFields key={edit.filling} errors={errors} location={edit.record} />}
      </ActForm>
      {location !== undefined && <RetirementPanel kind="locations" id={location.id} />}
    </FormCard>
  );
}
