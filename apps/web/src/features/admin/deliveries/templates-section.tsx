import { useQuery } from '@tanstack/react-query';
import { messagePreviewQuery, type MessageVariant } from '../../../api/admin/deliveries.js';
import { FilterForm } from '../../../components/form/filter-form.js';
import { SelectField } from '../../../components/form/inputs.js';
import { Listing } from '../../../components/table/listing.js';
import { useUrl } from '../../../routing/location.js';
import { language, messages } from '../../../messages/index.js';
import { directionOf, isLanguage, languageNames, languages } from '../../../messages/languages.js';
import styles from '../admin.module.css';
import { SectionHead } from '../section-head.js';

const all = messages.admin;
const texts = all.templates;

function readVariant({ searchParams }: URL): MessageVariant {
  const occasion = searchParams.get('occasion') ?? '';
  const locale = searchParams.get('language');
  return {
    occasion: (Object.hasOwn(texts.occasions, occasion) ? occasion : 'booked') as MessageVariant['occasion'],
    locale: isLanguage(locale) ? locale : language,
    audience: searchParams.get('audience') === 'doctor' ? 'doctor' : 'patient',
    mode: searchParams.get('mode') === 'video' ? 'video' : 'in_person',
  };
}

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

export function TemplatesSection() {
  const of = readVariant(useUrl());
  const query = useQuery(messagePreviewQuery(of));
  const direction = directionOf(of.locale);
  return (
    <>
      <SectionHead title={texts.title} lead={texts.lead} />
      <FilterForm label={texts.title} button={all.filter}>
        <SelectField
          name="occasion"
          label={texts.occasion}
          errors={{}}
          defaultValue={of.occasion}
          options={optionsOf(texts.occasions)}
        />
        <SelectField
          name="language"
          label={texts.language}
          errors={{}}
          defaultValue={of.locale}
          options={languages.map((each) => ({ value: each, label: languageNames[each] }))}
        />
        <SelectField
          name="audience"
          label={texts.audience}
          errors={{}}
          defaultValue={of.audience}
          options={optionsOf(texts.audiences)}
        />
        <SelectField
          name="mode"
          label={texts.mode}
          errors={{}}
          defaultValue={of.mode}
          options={[
            { value: 'in_person', label: messages.week.inPerson },
            { value: 'video', label: messages.week.video },
          ]}
        />
      </FilterForm>
      <Listing query={query} failed={all.failed}>
        {({ subject, brief, html, text }) => (
          <dl className={styles.preview}>
            <dt>{texts.subject}</dt>
            <dd lang={of.locale} dir={direction}>
              {subject}
            </dd>
            <dt>{texts.brief}</dt>
            <dd lang={of.locale} dir={direction}>
              {brief}
            </dd>
            <dt>{texts.html}</dt>
            <dd>
              {/* Sandboxed: the document runs no scripts and sends no forms. */}
              <iframe title={texts.html} srcDoc={html} sandbox="" tabIndex={-1} />
            </dd>
            <dt>{texts.text}</dt>
            <dd>
              <pre lang={of.locale} dir={direction}>
                {text}
              </pre>
            </dd>
          </dl>
        )}
      </Listing>
    </>
  );
}
