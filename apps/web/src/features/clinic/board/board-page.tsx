import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { doctorsAtQuery } from '../../../api/clinic/doctors.js';
import { type Location, locationsQuery } from '../../../api/locations.js';
import { type Me } from '../../../api/me.js';
import { PersonIcon } from '../../../components/icons/icons.js';
import { SignedIn } from '../../../components/sign-in/signed-in.js';
import { LoadError } from '../../../components/state/load-error.js';
import { Notice } from '../../../components/state/notice.js';
import { messages } from '../../../messages/index.js';
import { useUrl } from '../../../routing/location.js';
import { PageHead } from '../page-head.js';
import { workplacesOf } from '../workplaces.js';
import { LocationSelect } from './board-tools.js';
import { Board } from './board.js';

const texts = messages.board;
const skeleton = <Skeleton height={560} radius={16} />;

interface BoardOfLocationProps {
  location: Location;
  locations: readonly Location[];
}

function BoardOfLocation({ location, locations }: BoardOfLocationProps) {
  const query = useQuery(doctorsAtQuery(location.id));
  if (query.data !== undefined && query.data.length > 0) {
    return <Board doctors={query.data} location={location} locations={locations} />;
  }
  return (
    <>
      <PageHead title={texts.title}>
        <LocationSelect location={location} locations={locations} />
      </PageHead>
      {query.isPending && skeleton}
      {query.isError && (
        <LoadError
          title={messages.desk.doctorsFailed}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.data?.length === 0 && <Notice icon={<PersonIcon />} title={messages.desk.noDoctorsHere} />}
    </>
  );
}

function BoardOfStaff({ me }: { me: Me }) {
  const { searchParams } = useUrl();
  const query = useQuery(locationsQuery());
  if (query.isPending) return skeleton;
  if (query.data === undefined) {
    return (
      <>
        <PageHead title={texts.title} />
        <LoadError
          title={messages.desk.locationsFailed}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      </>
    );
  }
  const locations = workplacesOf(me, query.data);
  const location = locations.find(({ id }) => String(id) === searchParams.get('location')) ?? locations[0];
  if (location === undefined) {
    return (
      <>
        <PageHead title={texts.title} />
        <Notice icon={<PersonIcon />} title={messages.desk.noPlace}>
          {messages.desk.noPlaceHint}
        </Notice>
      </>
    );
  }
  return <BoardOfLocation key={location.id} location={location} locations={locations} />;
}

/** The board of the location that the address names, else of the first one where the reader works. */
export function BoardPage() {
  return (
    <SignedIn roles={['staff', 'admin']} skeleton={skeleton}>
      {(me) => <BoardOfStaff me={me} />}
    </SignedIn>
  );
}
