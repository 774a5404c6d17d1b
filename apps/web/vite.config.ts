import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { serviceWorker } from './vite/service-worker.js';

/** Puts `x.js.br` and `x.js.gz` beside `x.js`: compressed once here, not again for every visitor. */
function precompress(quality: number): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    // No plugin changes the files any more once they are written.
    async writeBundle({ dir = '' }, bundle) {
      const texts = Object.keys(bundle).filter((name) => /\.(?:js|css|html|webmanifest)$/.test(name));
      for (const name of texts) {
        const path = join(dir, name);
        const source = await readFile(path);
        await writeFile(
          `${path}.br`,
          brotliCompressSync(source, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
        );
        await writeFile(`${path}.gz`, gzipSync(source, { level: 9 }));
      }
    },
  };
}

/** Where the build only has to travel over this machine (`npm start`, tests), the last few percent are not worth seconds. */
const qualityFor = (mode: string): number => (mode === 'quick' ? 5 : constants.BROTLI_MAX_QUALITY);

export default defineConfig(({ mode }) => ({
  base: '/app/',
  plugins: [react(), serviceWorker(), precompress(qualityFor(mode))],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // The gateway's Content-Security-Policy allows scripts and images as files of this origin alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { '/v1': 'http://127.0.0.1:3000' } },
}));
