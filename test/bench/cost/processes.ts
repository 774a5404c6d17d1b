import { readdir, readFile, readlink } from 'node:fs/promises';

const ticksPerMillisecond = 100 / 1000;
const listening = '0A';

const textOf = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');
const namesIn = (path: string): Promise<string[]> => readdir(path).catch(() => []);

/** Of processes that this one started and that are gone; fields 16 and 17 of proc_pid_stat(5). */
async function ofGoneChildren(pid: number): Promise<number> {
  const stat = await textOf(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13] ?? 0) + Number(fields[14] ?? 0)) / ticksPerMillisecond;
}

/** Milliseconds of processor time that a process and all that it started have used; 0 when it is gone. */
export async function usedBy(pid: number): Promise<number> {
  const threads = await namesIn(`/proc/${pid}/task`);
  const used = threads.map(async (thread) => {
    const folder = `/proc/${pid}/task/${thread}`;
    // Nanoseconds: `stat` counts in hundredths of a second, too coarse for backends that share the work.
    const own = Number((await textOf(`${folder}/schedstat`)).split(' ')[0]) / 1e6;
    const children = (await textOf(`${folder}/children`)).split(' ').filter((child) => child !== '');
    const theirs = await Promise.all(children.map((child) => usedBy(Number(child))));
    return theirs.reduce((sum, each) => sum + each, own);
  });
  return (await Promise.all(used)).reduce((sum, each) => sum + each, await ofGoneChildren(pid));
}

/** The sockets of this machine that listen on a port; fields of /proc/net/tcp. */
async function socketsOn(port: number): Promise<Set<string>> {
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => textOf(`/proc/net/${name}`)));
  const lines = tables.flatMap((table) => table.split('\n').map((line) => line.trim().split(/\s+/)));
  const found = lines.filter(
    ([, local = '', , state]) => state === listening && parseInt(local.split(':')[1] ?? '', 16) === port,
  );
  return new Set(found.map((fields) => `socket:[${fields[9] ?? ''}]`));
}

/**
 * The process of a service of this machine.
 *
 * @param program how its name begins; a port that a container's proxy listens on is not the service
 * @returns undefined where there is none, or where this user may not look
 */
export async function processBehind(url: string, program: string): Promise<number | undefined> {
  const sockets = await socketsOn(Number(new URL(url).port));
  for (const pid of (await namesIn('/proc')).filter((name) => /^\d+$/.test(name))) {
    if (!(await textOf(`/proc/${pid}/comm`)).startsWith(program)) continue;
    for (const file of await namesIn(`/proc/${pid}/fd`))
      if (sockets.has(await readlink(`/proc/${pid}/fd/${file}`).catch(() => ''))) return Number(pid);
  }
  return undefined;
}
