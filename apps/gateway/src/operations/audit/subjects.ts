/**
 * The people whose data an answer holds: each `userId` in it, and each account, which has a `username`.
 *
 * @param answer what a handler returned, before it becomes JSON
 */
export function subjectsOf(answer: unknown): Set<number> {
  const subjects = new Set<number>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      value.forEach(look);
      return;
    }
    const { userId, id, username } = value as Record<string, unknown>;
    if (typeof userId === 'number') subjects.add(userId);
    if (typeof id === 'number' && username !== undefined) subjects.add(id);
    Object.values(value).forEach(look);
  };
  look(answer);
  return subjects;
}
