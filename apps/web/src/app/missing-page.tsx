import { Button } from '@mantine/core';
import { SearchIcon } from '../components/icons.js';
import { Link } from '../components/link.js';
import { addresses } from '../components/location.js';
import { Notice } from '../components/notice.js';
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
