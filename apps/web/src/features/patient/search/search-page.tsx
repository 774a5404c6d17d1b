import { PageTitle } from '../../../components/page-title.js';
import { dateIn } from '../../../time/dates.js';
import { deviceTimeZone } from '../../../time/format.js';
import { useUrl } from '../../../routing/location.js';
import { messages } from '../../../messages/index.js';
import { DoctorList } from './doctor-list.js';
import { readSearch } from './search-filters.js';
import { SearchForm } from './search-form.js';
import styles from './search.module.css';

export function SearchPage() {
  const today = dateIn(deviceTimeZone(), new Date());
  const search = readSearch(useUrl(), today);
  return (
    <>
      <div className={styles.intro}>
        <PageTitle title={messages.search.title} size="large">
          {messages.search.title}
        </PageTitle>
        <p>{messages.search.lead}</p>
      </div>
      <SearchForm filters={search.filters} today={today} />
      <DoctorList filters={search.filters} pages={search.pages} />
    </>
  );
}
