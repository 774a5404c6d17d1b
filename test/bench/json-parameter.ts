/** A value in JSON: what it is made of, but no array or object. */
export type Leaf = string | number | boolean | null;

/** An array or an object in JSON; undefined when a parameter is anything else. */
function compoundOf(parameter: string): object | undefined {
  if (!/^[[{]/.test(parameter)) return undefined;
  try {
    const value: unknown = JSON.parse(parameter);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    // One of PostgreSQL's own arrays
    return undefined;
  }
}

/** All values in a parameter, which is one value itself unless it is JSON. */
export function leavesOf(parameter: string): Leaf[] {
  const compound = compoundOf(parameter);
  const leaves = (value: unknown): Leaf[] =>
    typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value as Leaf];
  return compound === undefined ? [parameter] : leaves(compound);
}

/** JSON as a pattern of PostgreSQL's `format`, and the SQL of what belongs into its gaps. */
export interface Pattern {
  readonly pattern: string;
  readonly gaps: readonly string[];
}

/**
 * Leaves gaps in a parameter.
 *
 * @param sqlOf what belongs into the place of a value; undefined where the value stays as it is
 * @returns undefined when the parameter is not JSON
 */
export function patternOf(parameter: string, sqlOf: (leaf: Leaf) => string | undefined): Pattern | undefined {
  const compound = compoundOf(parameter);
  if (compound === undefined) return undefined;
  const gaps: string[] = [];
  const text = (value: unknown): string => JSON.stringify(value).replaceAll('%', '%%');
  const gap = (sql: string): string => {
    if (!gaps.includes(sql)) gaps.push(sql);
    return `%${gaps.indexOf(sql) + 1}$s`;
  };
  const write = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
    if (typeof value === 'object' && value !== null)
      return `{${Object.entries(value)
        .map(([name, each]) => `${text(name)}:${write(each)}`)
        .join(',')}}`;
    const sql = sqlOf(value as Leaf);
    if (sql === undefined) return text(value);
    return typeof value === 'string' ? `"${gap(sql)}"` : gap(sql);
  };
  return { pattern: write(compound), gaps };
}
