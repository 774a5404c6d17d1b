import { readFile, writeFile } from 'node:fs/promises';
import { consumers } from './cost/meter.js';
import { type Measured } from './load.js';
import { meets, type Ratio, type Row } from './row.js';

const costColumns = consumers.map((name, index) => (index === 0 ? `CPU ms: ${name}` : name));
const figureColumns = ['requests/s', 'p50 ms', 'p99 ms', 'errors', ...costColumns];
const columns = ['work', 'by', ...figureColumns, 'ratio', 'asked', '', 'of what'];
const numbers = new Set([...figureColumns, 'ratio', 'asked'].map((name) => columns.indexOf(name)));

const figures = ({ rate, p50, p99, errors, cost = {} }: Measured): string[] => [
  String(Math.round(rate)),
  Number.isNaN(p50) ? '' : p50.toFixed(1),
  Number.isNaN(p99) ? '' : p99.toFixed(1),
  String(Object.values(errors).reduce((sum, times) => sum + times, 0)),
  ...consumers.map((name) => cost[name]?.toFixed(2) ?? ''),
];

function judged(ratio: Ratio): string[] {
  const { value, unit, atLeast, atMost } = ratio;
  if (atLeast === undefined && atMost === undefined) return [`${value.toFixed(2)}${unit}`, '', ''];
  const asked = atLeast === undefined ? `≤ ${atMost ?? ''}` : `≥ ${atLeast}`;
  return [`${value.toFixed(2)}${unit}`, asked, meets(ratio) ? 'ok' : 'MISSED'];
}

const cells = ({ work, name, result, ratio, failure, note = '' }: Row): string[] => [
  work,
  name,
  ...(result === undefined ? figureColumns.map(() => '') : figures(result)),
  ...(ratio === undefined ? ['', '', failure === undefined ? '' : 'FAILED'] : judged(ratio)),
  failure?.replaceAll('|', '\\|') ?? note,
];

/** The rows as a Markdown table that is a table to the eye as well. */
export function table(rows: readonly Row[]): string {
  const lines = [columns, ...rows.map(cells)];
  const widths = columns.map((_, column) => Math.max(3, ...lines.map((line) => line[column]?.length ?? 0)));
  const drawn = lines.map((line) => {
    const padded = line.map((cell, column) => {
      const width = widths[column] ?? 0;
      return numbers.has(column) ? cell.padStart(width) : cell.padEnd(width);
    });
    return `| ${padded.join(' | ')} |`;
  });
  const rule = widths.map((width, column) =>
    numbers.has(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  return [drawn[0], `| ${rule.join(' | ')} |`, ...drawn.slice(1)].join('\n');
}

/** One line for every kind of answer that was not good, and for all that could not be measured. */
export const complaints = (rows: readonly Row[]): string[] =>
  rows.flatMap(({ work, name, result, failure }) => [
    ...Object.entries(result?.errors ?? {}).map(
      ([what, times]) => `${work} by ${name}: ${times} times ${what}`,
    ),
    ...(failure === undefined ? [] : [`${work}: ${failure}`]),
  ]);

const page = 'docs/benchmarks.md';
const marks = ['<!-- results -->', '<!-- /results -->'] as const;

/** Replaces the results in docs/benchmarks.md. What is said about them there is for people to write. */
export async function writeBenchmarks(rows: readonly Row[], machine: readonly string[]): Promise<void> {
  const text = await readFile(page, 'utf8');
  const [before, rest = ''] = text.split(marks[0]);
  const after = rest.split(marks[1])[1] ?? '';
  const command = ['npm run bench --', ...process.argv.slice(2)].join(' ');
  const facts = [new Date().toISOString().slice(0, 10), `\`${command}\``, ...machine].map(
    (fact) => `- ${fact}`,
  );
  const statements = rows.flatMap(({ statements = [] }) =>
    statements.map((statement, index) => `${index + 1}. \`${statement}\``),
  );
  const parts = [
    marks[0],
    facts.join('\n'),
    table(rows),
    'One booking asks PostgreSQL:',
    statements.join('\n'),
    marks[1],
  ];
  await writeFile(page, `${before ?? ''}${parts.join('\n\n')}${after}`);
}
