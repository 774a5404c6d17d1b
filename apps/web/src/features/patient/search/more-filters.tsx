import { NativeSelect, TextInput } from '@mantine/core';
import { type DoctorFilters } from '../../../api/queries.js';
import { languageName } from '../../../time/format.js';
import { locale, messages } from '../../../messages/index.js';
import { apply } from './apply.js';
import styles from './search.module.css';

const texts = messages.search;

/** Languages that doctors are commonly looked for in; a shared address may name another. */
const commonLanguages = ['ar', 'de', 'en', 'es', 'fr', 'hi', 'it', 'pl', 'pt', 'ru', 'tr', 'uk', 'zh'];

interface DateFieldProps {
  label: string;
  name: 'from' | 'until';
  value: string;
  least: string;
}

function DateField({ label, name, value, least }: DateFieldProps) {
  return (
    <TextInput
      key={value}
      type="date"
      size="md"
      label={label}
      name={name}
      min={least}
      defaultValue={value}
      onChange={(event) => {
        const { validity, value: date } = event.currentTarget;
        // While a date is being typed it is none, or one that is over.
        if (validity.valid) apply({ [name]: date }, true);
      }}
    />
  );
}

/** What fewer people choose by; open where something is chosen. */
export function MoreFilters({ filters, today }: { filters: DoctorFilters; today: string }) {
  const { from, until, mode, language } = filters;
  const languages = [...new Set([...commonLanguages, ...(language === '' ? [] : [language])])]
    .map((value) => ({ value, label: languageName(value) }))
    .toSorted((one, other) => one.label.localeCompare(other.label, locale));
  return (
    <details className={styles.more} open={[from, until, mode, language].some((each) => each !== '')}>
      <summary>{texts.more}</summary>
      <div className={styles.moreFields}>
        <DateField label={texts.from} name="from" value={from} least={today} />
        <DateField label={texts.until} name="until" value={until} least={from === '' ? today : from} />
        <NativeSelect
          size="md"
          label={texts.mode}
          name="mode"
          value={mode}
          data={[
            { value: '', label: texts.anyMode },
            { value: 'in_person', label: messages.week.inPerson },
            { value: 'video', label: messages.week.video },
          ]}
          onChange={(event) => {
            apply({ mode: event.currentTarget.value });
          }}
        />
        <NativeSelect
          size="md"
          label={texts.language}
          name="language"
          value={language}
          data={[{ value: '', label: texts.anyLanguage }, ...languages]}
          onChange={(event) => {
            apply({ language: event.currentTarget.value });
          }}
        />
      </div>
    </details>
  );
}
