import { beginRun } from '../support/run/test-run.js';
import { amountsOf } from './data.js';
import { describeMachine } from './machine.js';
import { type Options, readOptions, usage } from './options.js';
import { complaints, table, writeBenchmarks } from './report.js';
import { type Row, type Stage } from './row.js';
import { openSite, type Site } from './site.js';
import { booking } from './work/booking.js';
import { calendarCost } from './work/calendar-cost.js';
import { earliest } from './work/earliest.js';
import { events } from './work/events.js';
import { memory } from './work/memory.js';
import { patientSearch } from './work/patient-search.js';
import { reminders } from './work/reminders.js';
import { availability, search } from './work/reading.js';
import { signIn } from './work/sign-in.js';
import { streams } from './work/streams.js';

/** What can be measured, in this order. A new kind of work is a new file in work/ and a line here. */
const works: Record<string, (stage: Stage) => Promise<Row[]>> = {
  search,
  availability,
  'calendar-cost': calendarCost,
  earliest,
  'patient-search': patientSearch,
  'sign-in': signIn,
  booking,
  events,
  streams,
  memory,
  reminders,
};

async function openSites({ doctors, scale }: Options): Promise<[Site, ...Site[]]> {
  const fill = async (name: string, times: number): Promise<Site> => {
    const amounts = amountsOf(doctors * times);
    console.log(
      `Filling a database with ${amounts.doctors} doctors and ${amounts.appointments} appointments…`,
    );
    return openSite(name, amounts);
  };
  const usual = await fill('Docket', 1);
  return scale === 1 ? [usual] : [usual, await fill(`Docket, ${scale}× the data`, scale)];
}

async function measure(options: Options): Promise<Row[]> {
  const sites = await openSites(options);
  const rows: Row[] = [];
  for (const [name, work] of Object.entries(works)) {
    if (options.only.length > 0 && !options.only.includes(name)) continue;
    console.log(`Measuring ${name}…`);
    rows.push(...(await work({ sites, options })));
  }
  return rows;
}

async function main(options: Options): Promise<void> {
  // Other work on the machine's own server would be measured too.
  const end = await beginRun(['postgres']);
  try {
    const machine = await describeMachine();
    const rows = await measure(options);
    console.log(`\n${table(rows)}\n`);
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
  try {
    const options = readOptions(process.argv.slice(2));
    if (options === undefined) console.log(usage);
    return options;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    process.exitCode = 1;
    return undefined;
  }
}

const options = optionsOrHelp();
if (options !== undefined) await main(options);
