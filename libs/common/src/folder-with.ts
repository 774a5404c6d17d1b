import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The nearest folder that holds `path`, from `start` upwards: sources, compiled files and bundles lie at different
 * depths of one project.
 *
 * @returns undefined where none does
 */
export function folderWith(path: string, start: string): string | undefined {
  if (existsSync(join(start, path))) return start;
  const parent = dirname(start);
  return parent === start ? undefined : folderWith(path, parent);
}
