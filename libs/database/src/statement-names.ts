import { type DatabaseWay } from '#libs/config';

/** More than the code has statements; what makes new ones without end must not fill PostgreSQL's memory with them. */
const mostNames = 500;
const names = new Map<string, string>();

function nameOf(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined || names.size >= mostNames) return known ?? '';
  const name = `docket_${names.size}`;
  names.set(sql, name);
  return name;
}

/**
 * A statement with a name is planned once for each connection instead of every time it runs.
 *
 * @returns what names statements; an empty name is none
 */
export const namesFor = ({ DATABASE_STATEMENT_NAMES }: DatabaseWay): ((sql: string) => string) =>
  DATABASE_STATEMENT_NAMES === 'off' ? () => '' : nameOf;
