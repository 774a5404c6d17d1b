import { Button, NativeSelect } from '@mantine/core';
import { type Location } from '../../../api/locations.js';
import { PlusIcon, PrintIcon } from '../../../components/icons/desk-icons.js';
import { PersonIcon } from '../../../components/icons/icons.js';
import { messages } from '../../../messages/index.js';
import { navigate, useUrl, withParams } from '../../../routing/location.js';
import { type CalendarDate } from '../../../time/dates.js';
import { DateBar } from '../date-bar.js';
import { ViewToggle } from '../view-toggle.js';
import styles from './board.module.css';

const texts = messages.board;

interface LocationSelectProps {
  location: Location;
  locations: readonly Location[];
}

export function LocationSelect({ location, locations }: LocationSelectProps) {
  const url = useUrl();
  return (
    <NativeSelect
      size="md"
      aria-label={messages.desk.location}
      value={String(location.id)}
      data={locations.map(({ id, name }) => ({ value: String(id), label: name }))}
      onChange={({ currentTarget }) => {
        navigate(withParams(url, { location: currentTarget.value }));
      }}
    />
  );
}

interface BoardToolsProps extends LocationSelectProps {
  date: CalendarDate;
  today: CalendarDate;
  onBook: () => void;
  onWalkIn: () => void;
}

export function BoardTools({ location, locations, date, today, onBook, onWalkIn }: BoardToolsProps) {
  return (
    <div className={styles.bar}>
      <LocationSelect location={location} locations={locations} />
      <DateBar date={date} today={today} />
      <ViewToggle />
      <div className={styles.acts}>
        <Button leftSection={<PlusIcon />} onClick={onBook}>
          {texts.book}
        </Button>
        <Button variant="light" leftSection={<PersonIcon />} onClick={onWalkIn}>
          {texts.walkIn}
        </Button>
        <Button
          variant="default"
          leftSection={<PrintIcon />}
          onClick={() => {
            window.print();
          }}
        >
          {texts.print}
        </Button>
      </div>
    </div>
  );
}
