import { beginRun } from '../support/run/test-run.js';
import { amountsOf } from './data.js';
import { describeMachine } from './machine.js';
import { type Options, readOptions, usage } from './options.js';
import { openServerProfile } from './profile/server-profile.js';
import { complaints, table, writeBenchmarks } from './report.js';
import { type Row, type Stage } from './row.js';
import { openSite, type Site } from './site.js';
import { onRequest, type Work, works } from './work/works.js';

async function openStage(options: Options): Promise<Stage> {
  const { doctors, scale } = options;
  const profile = options.profile === undefined ? undefined : await openServerProfile(options.profile);
  const fill = async (name: string, times: number): Promise<Site> => {
    const amounts = amountsOf(doctors * times);
    console.log(
      `Filling a database with ${amounts.doctors} doctors and ${amounts.appointments} appointments…`,
    );
    return openSite(name, amounts, options.profile === 'gateway' && times === 1 ? profile : undefined);
  };
  const usual = await fill('Docket', 1);
  const sites: Stage['sites'] =
    scale === 1 ? [usual] : [usual, await fill(`Docket, ${scale}× the data`, scale)];
  return { sites, options, profile };
}

/** What fails is a row that says why, and no other kind of work suffers. */
async function rowsOf(name: string, work: Work, stage: Stage): Promise<Row[]> {
  try {
    return await work(stage);
  } catch (error) {
    const [failure = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    console.error(error);
    return [{ work: name, name: 'nothing was measured', failure }];
  }
}

async function measure(stage: Stage): Promise<Row[]> {
  const { only } = stage.options;
  const rows: Row[] = [];
  for (const [name, work] of works) {
    if (only.length > 0 ? !only.includes(name) : onRequest.has(name)) continue;
    console.log(`Measuring ${name}…`);
    const some = await rowsOf(name, work, stage);
    console.log(`\n${table(some)}\n`);
    const profiled = await stage.profile?.take();
    if (profiled !== undefined) console.log(`${profiled}\n`);
    rows.push(...some);
  }
  return rows;
}

async function main(options: Options): Promise<void> {
  // Other work on the machine's own server would be measured too.
  const end = await beginRun(['postgres'], options);
  try {
    const machine = await describeMachine();
    console.log(machine.join('\n'));
    const rows = await measure(await openStage(options));
    console.log(`All of it:\n\n${table(rows)}\n`);
    if (options.write) await writeBenchmarks(rows, machine);
    const wrong = complaints(rows);
    if (wrong.length > 0) {
      console.error(`Not every answer was good:\n${wrong.join('\n')}`);
      process.exitCode = 1;
    }
  } finally {
    await end();
  }
}

function optionsOrHelp(): Options | undefined {
  const names = [...works.keys()];
  try {
    const options = readOptions(process.argv.slice(2), names);
    if (options === undefined) console.log(usage(names));
    return options;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage(names)}`);
    process.exitCode = 1;
    return undefined;
  }
}

const options = optionsOrHelp();
if (options !== undefined) await main(options);
