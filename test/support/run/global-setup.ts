import Module from 'node:module';

type Resolve = (request: string, ...rest: unknown[]) => string;

/**
 * Jest loads this file with `require` and a hook that compiles TypeScript, but only specs get its module mapping:
 * here nothing else knows that `./x.js` stands for `./x.ts`.
 */
async function withTypeScriptNames<T>(load: () => Promise<T>): Promise<T> {
  const loader = Module as unknown as { _resolveFilename: Resolve };
  const resolve = loader._resolveFilename;
  loader._resolveFilename = (request, ...rest) => {
    try {
      return resolve(request, ...rest);
    } catch (error) {
      if (!/^\.{1,2}\/.*\.js$/.test(request)) throw error;
      return resolve(request.replace(/\.js$/, '.ts'), ...rest);
    }
  };
  try {
    return await load();
  } finally {
    loader._resolveFilename = resolve;
  }
}

const endRun = Symbol.for('docket.test.end-run');

/** Jest calls this once for every project; they all belong to one run. */
export default async function globalSetup(): Promise<void> {
  const shared = globalThis as { [endRun]?: () => Promise<void> };
  if (shared[endRun] !== undefined) return;
  const { beginRun } = await withTypeScriptNames(() => import('./test-run.js'));
  shared[endRun] = await beginRun();
}
