import { useEffect, useState } from 'react';

/** A telephone number as the reader dials it. The plans of all countries are loaded once a number is shown. */
export function useShownPhone(number: string): string {
  const [shown, setShown] = useState({ number, text: number });
  useEffect(() => {
    let isWanted = true;
    const show = async (): Promise<void> => {
      const { shownPhone } = await import('./phone-format.js');
      if (isWanted) setShown({ number, text: shownPhone(number) });
    };
    // Without the plans, because the network is away, the number is still right.
    show().catch(() => undefined);
    return () => {
      isWanted = false;
    };
  }, [number]);
  return shown.number === number ? shown.text : number;
}

/** Shows a telephone number. Its digits run from left to right in every language. */
export function Phone({ number }: { number: string }) {
  return <bdi dir="ltr">{useShownPhone(number)}</bdi>;
}
