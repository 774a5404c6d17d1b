import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useRef, useState } from 'react';
import { type DoctorFilters, specializationsQuery } from '../../../api/queries.js';
import { LoadError } from '../../../components/state/load-error.js';
import { SearchIcon } from '../../../components/icons/icons.js';
import { messages } from '../../../messages/index.js';
import { apply } from './apply.js';
import { MoreFilters } from './more-filters.js';
import { PlaceChoice } from './place-choice.js';
import styles from './search.module.css';

/** Typing searches by itself, and leaves one step in the history rather than one a letter. */
function NameInput({ q }: { q: string }) {
  const [typed, setTyped] = useState(q);
  const [known, setKnown] = useState(q);
  const applied = useRef(q);
  if (q !== known) {
    setKnown(q);
    // Back, forward or "any name" changed the address: the field follows. An echo of typing is older than the field.
    if (q !== applied.current) setTyped(q);
  }
  const search = useDebouncedCallback((text: string) => {
    applied.current = text.trim();
    apply({ q: text.trim() }, true);
  }, 300);
  return (
    <TextInput
      type="search"
      name="q"
      size="md"
      label={messages.search.name}
      placeholder={messages.search.namePlaceholder}
      autoComplete="off"
      spellCheck={false}
      maxLength={100}
      enterKeyHint="search"
      leftSection={<SearchIcon />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        search(event.currentTarget.value);
      }}
    />
  );
}

export function SearchForm({ filters, today }: { filters: DoctorFilters; today: string }) {
  const specializations = useQuery(specializationsQuery());
  const known = specializations.data ?? [];
  const chosen = filters.specialization;
  // A shared address may name a part of a word, which the search understands: it stays visible as an option.
  const options = chosen === '' || known.includes(chosen) ? known : [chosen, ...known];
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const q = new FormData(event.currentTarget).get('q');
    if (typeof q === 'string' && q.trim() !== filters.q) apply({ q: q.trim() });
  };
  return (
    <search aria-label={messages.search.form}>
      <form className={styles.form} onSubmit={submit}>
        <div>
          <NativeSelect
            size="md"
            label={messages.search.specialization}
            name="specialization"
            value={chosen}
            data={[{ value: '', label: messages.search.anySpecialization }, ...options]}
            onChange={(event) => {
              apply({ specialization: event.currentTarget.value });
            }}
          />
          {specializations.isError && specializations.data === undefined && (
            <LoadError
              compact
              title={messages.search.specializationsFailed}
              error={specializations.error}
              onRetry={() => void specializations.refetch()}
            />
          )}
        </div>
        <NameInput q={filters.q} />
        <PlaceChoice filters={filters} />
        <MoreFilters filters={filters} today={today} />
      </form>
    </search>
  );
}
