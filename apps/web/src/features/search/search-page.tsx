import { PageTitle } from '../../components/page-title.js';
import { useUrl } from '../../components/location.js';
import { messages } from '../../messages/index.js';
import { DoctorList } from './doctor-list.js';
import { readSearch } from './search-filters.js';
import { SearchForm } from './search-form.js';
import styles from './search.module.css';

export function SearchPage() {
  const search = readSearch(useUrl());
  return (
    <>
      <div className={styles.intro}>
        <PageTitle title={messages.search.title} className={styles.title}>
          {messages.search.title}
        </PageTitle>
        <p>{messages.search.lead}</p>
      </div>
      <SearchForm filters={search.filters} />
      <DoctorList filters={search.filters} pages={search.pages} />
    </>
  );
}
