import { readFileSync } from 'node:fs';

/**
 * The process numbers of the npm that runs this program and of the shell in between: some shells replace themselves
 * with the program, others stay and outlive a killed npm without a word.
 */
function parents() {
  const { ppid } = process;
  try {
    const [, name = '', next] = /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${ppid}/stat`, 'utf8')) ?? [];
    return /^(ba|da)?sh$/.test(name) ? `${ppid} ${next}` : `${ppid}`;
  } catch {
    return `${ppid}`; // No /proc: the shells of those systems do not stay.
  }
}

/** @returns {() => boolean} whether the npm that started this program is gone; never, when none did */
export function watchNpm() {
  if (process.env.npm_lifecycle_event === undefined) return () => false;
  const first = parents();
  return () => parents() !== first;
}
