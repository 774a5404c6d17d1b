import { HiddenIcon } from '../../components/icons/icons.js';
import { Tag } from '../../components/tag.js';
import { messages } from '../../messages/index.js';
import { dateIn } from '../../time/dates.js';
import { deviceTimeZone, fullDate } from '../../time/format.js';

const texts = messages.retirement;

interface RetirementTagProps {
  retiresOn: string | null;
  /** Of the location concerned; the reader's when left out */
  timeZone?: string;
}

/** Says that something retires, or has retired. */
export function RetirementTag({ retiresOn, timeZone = deviceTimeZone() }: RetirementTagProps) {
  if (retiresOn === null) return null;
  const isGone = retiresOn <= dateIn(timeZone, new Date());
  return (
    <Tag icon={<HiddenIcon />} tone="caution">
      {isGone ? texts.gone : texts.tag(fullDate(retiresOn))}
    </Tag>
  );
}
