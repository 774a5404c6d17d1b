import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';

interface Entry {
  readonly url: string;
  /** Null where the name of the file changes with its content */
  readonly revision: string | null;
}

type Bundle = Rolldown.OutputBundle;
type Chunk = Rolldown.OutputChunk;

/** Views that open without a connection, and the texts that they may be asked to show. */
const openedOffline = /\/src\/(?:features\/patient\/appointments|messages\/[a-z]{2})\//;

const hashOf = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex').slice(0, 16);

const chunksOf = (bundle: Bundle): Chunk[] => Object.values(bundle).filter((file) => file.type === 'chunk');

/** What the page needs to start and to show the views that open offline, with all that they import. */
function shellFiles(bundle: Bundle): Set<string> {
  const files = new Set<string>();
  const add = (name: string): void => {
    const file = bundle[name];
    if (files.has(name) || file?.type !== 'chunk') return;
    files.add(name);
    for (const sheet of file.viteMetadata?.importedCss ?? []) files.add(sheet);
    file.imports.forEach(add);
  };
  for (const { fileName, isEntry, moduleIds } of chunksOf(bundle))
    if (isEntry || moduleIds.some((id) => openedOffline.test(id))) add(fileName);
  return files;
}

function shellOf(bundle: Bundle, base: string, publicDirectory: string): Entry[] {
  const page = bundle['index.html'];
  const content = page?.type === 'asset' ? page.source : '';
  return [
    { url: `${base}index.html`, revision: hashOf(content) },
    ...readdirSync(publicDirectory).map((name) => ({
      url: base + name,
      revision: hashOf(readFileSync(join(publicDirectory, name))),
    })),
    ...[...shellFiles(bundle)].map((name) => ({ url: base + name, revision: null })),
  ];
}

async function compile(entry: string, shell: readonly Entry[]): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    define: { __SHELL__: JSON.stringify(shell), 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      rolldownOptions: { input: entry, output: { format: 'iife' } },
    },
  });
  const output = Array.isArray(result) ? result.at(0) : result;
  if (output === undefined || !('output' in output)) throw new Error('The service worker was not built.');
  return output.output[0].code;
}

/** Builds `src/service-worker.ts` as one file beside `index.html`, with the list of what it keeps. */
export function serviceWorker(): Plugin {
  let [base, root, publicDirectory] = ['/', '', ''];
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      base = config.base;
      root = config.root;
      publicDirectory = config.publicDir;
    },
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const source = await compile(
          join(root, 'src/service-worker.ts'),
          shellOf(bundle, base, publicDirectory),
        );
        this.emitFile({ type: 'asset', fileName: 'service-worker.js', source });
      },
    },
  };
}
