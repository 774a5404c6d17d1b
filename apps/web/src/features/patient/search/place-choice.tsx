import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { locationsQuery } from '../../../api/locations.js';
import { type DoctorFilters } from '../../../api/queries.js';
import { PlaceIcon } from '../../../components/icons/icons.js';
import { LoadError } from '../../../components/state/load-error.js';
import { messages } from '../../../messages/index.js';
import { apply } from './apply.js';
import styles from './search.module.css';

const texts = messages.search;

type Finding = 'idle' | 'looking' | 'failed';

/** About a kilometre: browsers keep the address, which must not tell where the patient lives. */
const rounded = (degrees: number): string => degrees.toFixed(2);

/** The device is asked for its position when the patient presses the button, and never before. */
function NearMe({ isOn }: { isOn: boolean }) {
  const [finding, setFinding] = useState<Finding>('idle');
  const find = () => {
    setFinding('looking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setFinding('idle');
        apply({ near: `${rounded(coords.latitude)},${rounded(coords.longitude)}`, location: undefined });
      },
      () => {
        setFinding('failed');
      },
      { timeout: 15_000, maximumAge: 600_000 },
    );
  };
  return (
    <>
      <Button
        variant={isOn ? 'light' : 'default'}
        size="md"
        leftSection={<PlaceIcon />}
        aria-pressed={isOn}
        onClick={() => {
          if (isOn) apply({ near: undefined, sort: undefined });
          else if (finding !== 'looking') find();
        }}
      >
        {finding === 'looking' ? texts.locating : texts.nearMe}
      </Button>
      <p role="status" className={styles.notLocated}>
        {finding === 'failed' ? texts.notLocated : ''}
      </p>
    </>
  );
}

export function PlaceChoice({ filters }: { filters: DoctorFilters }) {
  const query = useQuery(locationsQuery());
  const known = (query.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <div className={styles.place}>
      <NativeSelect
        size="md"
        label={texts.place}
        name="location"
        value={filters.location}
        data={[{ value: '', label: texts.anyPlace }, ...known]}
        onChange={(event) => {
          apply({ location: event.currentTarget.value });
        }}
      />
      <NearMe isOn={filters.near !== ''} />
      {query.isError && query.data === undefined && (
        <LoadError
          compact
          title={texts.placesFailed}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
    </div>
  );
}
