// Loaded into a server ahead of its own code. A signal begins a profile of its processor time, and the next one ends it and
// writes it down, under a name that counts up. Nest lets none of the usual signals go by without an end of the app.
import { renameSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { join } from 'node:path';

const folder = new URL(import.meta.url).searchParams.get('folder') ?? '.';
const session = new Session();
session.connect();
session.post('Profiler.enable');
let count = 0;
let isOn = false;

process.on('SIGWINCH', () => {
  isOn = !isOn;
  if (isOn) {
    session.post('Profiler.start');
    return;
  }
  session.post('Profiler.stop', (error, result) => {
    if (error !== null) throw error;
    const file = join(folder, `${count}.cpuprofile`);
    count += 1;
    // Whoever waits for the file finds all of it.
    writeFileSync(`${file}.part`, JSON.stringify(result.profile));
    renameSync(`${file}.part`, file);
  });
});
