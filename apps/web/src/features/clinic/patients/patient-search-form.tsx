import { FilterForm } from '../../../components/form/filter-form.js';
import { TextField } from '../../../components/form/inputs.js';
import { messages } from '../../../messages/index.js';

const texts = messages.records;

/** Asks whom to look for; the answer stands in the address. */
export function PatientSearchForm({ q }: { q: string }) {
  return (
    <FilterForm label={texts.search} button={texts.searchButton}>
      <TextField
        name="q"
        type="search"
        label={texts.search}
        hint={texts.searched}
        errors={{}}
        defaultValue={q}
        maxLength={100}
      />
    </FilterForm>
  );
}
