import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { type Likeness, likenessesQuery, type Traits } from '../../../../api/clinic/patients.js';
import { type Typed } from '../../../../components/form/act.js';

const settlesAfter = 400;

export const traitsOf = (typed: Typed): Traits => ({
  name: typed('name').trim(),
  birthDate: typed('birthDate'),
  phone: typed('phone').trim(),
  email: typed('email').trim(),
});

interface Likenesses {
  readonly likenesses: readonly Likeness[];
  /** Where the focus goes when there are some that were not seen */
  readonly head: RefObject<HTMLParagraphElement | null>;
  readonly onInput: (typed: Typed) => void;
  /** Whether there are some that are not shown yet; they are then shown. */
  readonly areUnseen: (traits: Traits) => Promise<boolean>;
}

/** The records that what is typed looks like, looked up whenever it settles. */
export function useLikenesses(first: Traits): Likenesses {
  const client = useQueryClient();
  const [settled, setSettled] = useState(first);
  const [shownAtOnce, setShownAtOnce] = useState(0);
  const settle = useDebouncedCallback(setSettled, settlesAfter);
  const head = useRef<HTMLParagraphElement>(null);
  const { data: likenesses = [] } = useQuery(likenessesQuery(settled));
  useEffect(() => {
    if (shownAtOnce > 0) head.current?.focus();
  }, [shownAtOnce]);
  return {
    likenesses,
    head,
    onInput: (typed) => {
      settle(traitsOf(typed));
    },
    areUnseen: async (traits) => {
      setSettled(traits);
      const found = await client.query(likenessesQuery(traits));
      const isUnseen = found.some(({ id }) => !likenesses.some((likeness) => likeness.id === id));
      if (isUnseen) setShownAtOnce((times) => times + 1);
      return isUnseen;
    },
  };
}
