import { Button } from '@mantine/core';
import { CalendarIcon } from '../../../components/icons/icons.js';
import { Notice } from '../../../components/state/notice.js';
import { messages } from '../../../messages/index.js';
import { Link } from '../../../routing/link.js';
import { addresses } from '../../../routing/location.js';

const texts = messages.admin.closures;

/** How many bookings a closure leaves outside hours: they stay until the front desk moves or cancels them. */
export function OutsideBookings({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <Notice
      icon={<CalendarIcon />}
      level="h2"
      title={texts.outside(count)}
      actions={
        <Button component={Link} href={addresses.board}>
          {texts.toBoard}
        </Button>
      }
    />
  );
}
