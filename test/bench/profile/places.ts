import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Frame } from './summary.js';

/** A package by its name, and a file of this repository by its path. */
export function placeOfFile(path: string): string {
  const [, inModules] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
  return inModules ?? relative(process.cwd(), path);
}

function mapOf(file: string): SourceMap | undefined {
  const path = `${file}.map`;
  if (!existsSync(path)) return undefined;
  return new SourceMap(JSON.parse(readFileSync(path, 'utf8')) as ConstructorParameters<typeof SourceMap>[0]);
}

/**
 * Finds the package or the source that a function of a built program comes from.
 *
 * @returns what tells it of a function; it keeps each source map once it was read
 */
export function placesOf(): (frame: Frame) => string {
  const maps = new Map<string, SourceMap | undefined>();
  return ({ functionName, url, lineNumber, columnNumber }) => {
    if (!url.startsWith('file:')) return url || functionName || '(no name)';
    const file = fileURLToPath(url);
    // What is not in the bundle is a package as it is, whatever its own map calls its sources.
    if (file.includes('/node_modules/')) return placeOfFile(file);
    if (!maps.has(file)) maps.set(file, mapOf(file));
    const entry = maps.get(file)?.findEntry(lineNumber, columnNumber);
    const source = entry !== undefined && 'originalSource' in entry ? entry.originalSource : undefined;
    return placeOfFile(source === undefined ? file : resolve(dirname(file), source));
  };
}

/** The same, one function from the other. */
export const functionsOf =
  (placeOf: (frame: Frame) => string) =>
  (frame: Frame): string =>
    frame.url === '' ? placeOf(frame) : `${placeOf(frame)} ${frame.functionName || '(no name)'}`;
