import { useEffect, useState } from 'react';

/** The present, a few times a minute: who is late changes while the page is open. */
export function useNow(everyMilliseconds = 20_000): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = window.setInterval(() => {
      setNow(new Date());
    }, everyMilliseconds);
    return () => {
      window.clearInterval(timer);
    };
  }, [everyMilliseconds]);
  return now;
}
