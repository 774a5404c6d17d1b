import { Button } from '@mantine/core';
import { type CalendarDate, dateIn } from '../../../time/dates.js';
import { shortDay, timeOfDay } from '../../../time/format.js';
import { CalendarIcon } from '../../../components/icons/icons.js';
import { Link } from '../../../routing/link.js';
import { addresses, rememberedFrom } from '../../../routing/location.js';
import { Notice } from '../../../components/state/notice.js';
import { messages } from '../../../messages/index.js';

interface EmptyWeekProps {
  nextAvailable: string | null;
  timeZone: string;
  onShow: (date: CalendarDate) => void;
}

/** Nothing free in the week on show: the way to the next free time, or to another doctor. */
export function EmptyWeek({ nextAvailable, timeZone, onShow }: EmptyWeekProps) {
  if (nextAvailable === null) {
    return (
      <Notice
        icon={<CalendarIcon />}
        level="h3"
        title={messages.week.emptyWeek}
        actions={
          <Button variant="default" size="md" component={Link} href={rememberedFrom() ?? addresses.search}>
            {messages.week.otherDoctors}
          </Button>
        }
      >
        {messages.week.nothingAhead}
      </Notice>
    );
  }
  const date = dateIn(timeZone, new Date(nextAvailable));
  const when = messages.sentence(shortDay(date), timeOfDay(nextAvailable, timeZone));
  return (
    <Notice
      icon={<CalendarIcon />}
      level="h3"
      title={messages.week.emptyWeek}
      actions={
        <Button
          size="md"
          onClick={() => {
            onShow(date);
          }}
        >
          {messages.week.nextAvailable(when)}
        </Button>
      }
    />
  );
}
