import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

const shortestPause = 1000;
const longestPause = 60_000;
/** As many as one stream takes; the others are asked for every minute anyway. */
const mostWatched = 50;

/**
 * Calls back whenever the calendar of one of the doctors changes, and once whenever the stream is open (again), for what
 * changed meanwhile was missed. A stream that is refused or breaks off is opened again after a pause that doubles.
 *
 * @returns how to stop
 */
export function watchDoctors(ids: readonly number[], onChange: (doctorId: number) => void): () => void {
  let source: EventSource | undefined;
  let timer: number | undefined;
  let pause = shortestPause;
  const open = () => {
    source = new EventSource(`/v1/doctors/changes?ids=${ids.join(',')}`);
    let isFirst = true;
    source.addEventListener('ping', () => {
      pause = shortestPause;
      if (isFirst) for (const id of ids) onChange(id);
      isFirst = false;
    });
    source.addEventListener('changed', ({ data }: MessageEvent<string>) => {
      onChange((JSON.parse(data) as { doctorId: number }).doctorId);
    });
    source.addEventListener('error', () => {
      source?.close();
      timer = window.setTimeout(open, pause);
      pause = Math.min(2 * pause, longestPause);
    });
  };
  open();
  return () => {
    source?.close();
    window.clearTimeout(timer);
  };
}

/** Keeps what is known of the doctors' days and free times fresh while the view is open. */
export function useLiveDoctors(ids: readonly number[]): void {
  const client = useQueryClient();
  const watched = [...new Set(ids)]
    .sort((a, b) => a - b)
    .slice(0, mostWatched)
    .join(',');
  useEffect(() => {
    if (watched === '') return undefined;
    return watchDoctors(watched.split(',').map(Number), (doctorId) => {
      void client.invalidateQueries({ queryKey: ['day', doctorId] });
      void client.invalidateQueries({ queryKey: ['doctor', doctorId, 'availability'] });
    });
  }, [client, watched]);
}
