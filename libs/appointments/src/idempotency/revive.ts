const instants = new Set(['appointmentDateTime', 'endsAt', 'createdAt', 'holdExpiresAt', 'expiresAt']);

/** An answer that PostgreSQL made as JSON, with its instants as dates again; arrays and objects inside of it too. */
export function revive(json: unknown): unknown {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map(revive);
  const entries = Object.entries(json).map(([name, value]: [string, unknown]) => [
    name,
    instants.has(name) && typeof value === 'string' ? new Date(value) : revive(value),
  ]);
  return Object.fromEntries(entries) as unknown;
}
