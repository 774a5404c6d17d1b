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

/** Milliseconds since 1970, second by second while something runs out. */
export function useSeconds(isTicking = true): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isTicking) return undefined;
    const tick = () => {
      setNow(Date.now());
    };
    tick();
    const timer = window.setInterval(tick, 1000);
    return () => {
      window.clearInterval(timer);
    };
  }, [isTicking]);
  return now;
}
