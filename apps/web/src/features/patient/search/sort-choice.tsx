import { NativeSelect } from '@mantine/core';
import { type DoctorFilters } from '../../../api/queries.js';
import { messages } from '../../../messages/index.js';
import { apply } from './apply.js';
import styles from './search.module.css';

const texts = messages.search;

/** By distance where it is known, and by name otherwise, unless another order is chosen. */
export function SortChoice({ filters }: { filters: DoctorFilters }) {
  const usual = filters.near === '' ? 'name' : 'distance';
  const orders = [usual, 'earliest', ...(usual === 'distance' ? ['name'] : [])] as const;
  return (
    <NativeSelect
      className={styles.sort}
      label={texts.sort}
      value={filters.sort === '' ? usual : filters.sort}
      data={orders.map((value) => ({ value, label: texts.sortedBy[value as keyof typeof texts.sortedBy] }))}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        apply({ sort: chosen === usual ? undefined : chosen });
      }}
    />
  );
}
