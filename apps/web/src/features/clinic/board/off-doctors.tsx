import { Button } from '@mantine/core';
import { messages } from '../../../messages/index.js';
import { navigate, useUrl, withParams } from '../../../routing/location.js';

const texts = messages.board;

/** Whether the address asks for the columns of doctors who are off, too. */
export const useShowsOffDoctors = (): boolean => useUrl().searchParams.get('all') === '1';

/** Shows the columns of doctors who are off, or hides them again. */
export function OffDoctorsToggle({ count }: { count: number }) {
  const url = useUrl();
  const isShown = useShowsOffDoctors();
  if (count === 0) return null;
  return (
    <Button
      variant="subtle"
      mt="md"
      aria-pressed={isShown}
      onClick={() => {
        navigate(withParams(url, { all: isShown ? undefined : '1' }), { replace: true });
      }}
    >
      {isShown ? texts.hideOff : texts.showOff(count)}
    </Button>
  );
}
