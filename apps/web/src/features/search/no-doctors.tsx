import { Button } from '@mantine/core';
import { type DoctorFilters } from '../../api/queries.js';
import { SearchIcon } from '../../components/icons.js';
import { Link } from '../../components/link.js';
import { useUrl, withParams } from '../../components/location.js';
import { Notice } from '../../components/notice.js';
import { messages } from '../../messages/index.js';

/** Nothing found: which words stood in the way, and a button to drop each. */
export function NoDoctors({ filters }: { filters: DoctorFilters }) {
  const url = useUrl();
  const { q, specialization } = filters;
  const parts = [q === '' ? '' : messages.search.quoted(q), specialization].filter((part) => part !== '');
  const without = (name: 'q' | 'specialization', label: string) => (
    <Button
      variant="default"
      size="md"
      component={Link}
      href={withParams(url, { [name]: undefined, pages: undefined })}
    >
      {label}
    </Button>
  );
  return (
    <Notice
      icon={<SearchIcon />}
      level="h3"
      title={messages.search.none}
      actions={
        <>
          {q !== '' && without('q', messages.search.dropName)}
          {specialization !== '' && without('specialization', messages.search.dropSpecialization)}
        </>
      }
    >
      {parts.length === 0 ? messages.search.noneAtAll : messages.search.noneFor(parts)}
    </Notice>
  );
}
