import { variables } from './env.js';
import { type Rate } from './validators.js';

type Value = string | number | readonly string[] | Rate | undefined;

interface Described {
  readonly name: string;
  readonly text: string;
  /** As it would be written into a file; undefined when there is none */
  readonly preset: string | undefined;
  readonly example: string | undefined;
  readonly required: boolean;
}

/** An empty list is written as nothing at all, and what is empty counts as left out. */
function written(value: Value): string | undefined {
  if (typeof value === 'object' && 'quota' in value) return `${value.quota}/${value.seconds}`;
  return value === undefined || String(value) === '' ? undefined : String(value);
}

const described: readonly Described[] = Object.entries(variables).map(([name, spec]) => {
  const {
    desc = '',
    default: preset,
    example,
  } = spec as { desc?: string; default?: Value; example?: string };
  return { name, text: desc, preset: written(preset), example, required: !('default' in spec) };
});

const heading = `# Every variable of Docket with its default, or an example where there is none.
# Copy this file to .env and take away the # of what is to be different.
`;

/** The contents of `.env.example`: every variable, commented out. */
export const envExample = (): string =>
  [
    heading,
    ...described.map(({ name, text, preset, example = '' }) => `# ${text}\n#${name}=${preset ?? example}\n`),
  ].join('\n');

function cellsOf({ name, text, preset, example, required }: Described): readonly string[] {
  const such = example === undefined ? '' : ` Such as \`${example}\`.`;
  return [`\`${name}\``, required ? 'required' : preset === undefined ? '' : `\`${preset}\``, text + such];
}

/** The same as a table in Markdown, laid out as Prettier does it. */
export function configurationTable(): string {
  const rows = [['variable', 'default', 'meaning'], ...described.map(cellsOf)];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = widths.map((width) => '-'.repeat(width));
  const [head = [], ...body] = rows;
  return [head, rule, ...body].map(line).join('\n');
}
