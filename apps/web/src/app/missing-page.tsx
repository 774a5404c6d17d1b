import { Button } from '@mantine/core';
import { SearchIcon } from '../components/icons/icons.js';
import { Link } from '../routing/link.js';
import { addresses } from '../routing/location.js';
import { Notice } from '../components/state/notice.js';
import { PageTitle } from '../components/page-title.js';
import { messages } from '../messages/index.js';

export function MissingPage() {
  return (
    <>
      <PageTitle title={messages.states.missingPage}>{messages.states.missingPage}</PageTitle>
      <Notice
        icon={<SearchIcon />}
        title={messages.states.missingPageHint}
        actions={
          <Button component={Link} href={addresses.search}>
            {messages.states.toSearch}
          </Button>
        }
      />
    </>
  );
}
