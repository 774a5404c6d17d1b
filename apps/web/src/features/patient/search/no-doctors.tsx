import { Button } from '@mantine/core';
import { type DoctorFilters } from '../../../api/queries.js';
import { SearchIcon } from '../../../components/icons/icons.js';
import { Link } from '../../../routing/link.js';
import { addresses, useUrl, withParams } from '../../../routing/location.js';
import { Notice } from '../../../components/state/notice.js';
import { messages } from '../../../messages/index.js';

const texts = messages.search;

/** A filter that can be dropped: what it is called then, and its names in the address. */
type Way = readonly [label: string, ...names: string[]];

function waysOut({ q, specialization, location, near, from, until, mode, language }: DoctorFilters): Way[] {
  const ways: [boolean, Way][] = [
    [q !== '', [texts.dropName, 'q']],
    [specialization !== '', [texts.dropSpecialization, 'specialization']],
    [location !== '' || near !== '', [texts.dropPlace, 'location', 'near']],
    [from !== '' || until !== '', [texts.dropDates, 'from', 'until']],
    [mode !== '', [texts.dropMode, 'mode']],
    [language !== '', [texts.dropLanguage, 'language']],
  ];
  return ways.filter(([isSet]) => isSet).map(([, way]) => way);
}

/** Nothing found: a button to drop each filter that stood in the way, and the waitlist. */
export function NoDoctors({ filters }: { filters: DoctorFilters }) {
  const url = useUrl();
  const { q, specialization } = filters;
  const parts = [q === '' ? '' : texts.quoted(q), specialization].filter((part) => part !== '');
  const ways = waysOut(filters);
  let hint = texts.noneAtAll;
  if (ways.length > 0) hint = parts.length > 0 ? texts.noneFor(parts) : texts.filters(ways.length);
  return (
    <Notice
      icon={<SearchIcon />}
      level="h3"
      title={texts.none}
      actions={
        <>
          {ways.map(([label, ...names]) => (
            <Button
              key={label}
              variant="default"
              size="md"
              component={Link}
              href={withParams(url, {
                ...Object.fromEntries(names.map((name) => [name, undefined])),
                pages: undefined,
              })}
            >
              {label}
            </Button>
          ))}
          {specialization !== '' && (
            <Button
              size="md"
              component={Link}
              href={`${addresses.waitlist}?${new URLSearchParams({ specialization }).toString()}`}
            >
              {texts.waitlist}
            </Button>
          )}
        </>
      }
    >
      {hint}
    </Notice>
  );
}
