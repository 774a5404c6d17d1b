/** What global-setup.ts left there. Jest loads the two files apart, so the process is all that they share. */
const endRun = Symbol.for('docket.test.end-run');

export default async function globalTeardown(): Promise<void> {
  const shared = globalThis as { [endRun]?: (() => Promise<void>) | undefined };
  const end = shared[endRun];
  shared[endRun] = undefined;
  await end?.();
}
