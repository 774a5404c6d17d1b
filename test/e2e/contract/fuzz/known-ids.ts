import { type Route } from '../../../support/contract.js';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** What an answer is about: itself, the entries of a list, and those of the lists in it. */
function thingsIn(body: unknown): Json[] {
  if (Array.isArray(body)) return body.filter(isObject);
  if (!isObject(body)) return [];
  return [body, ...Object.values(body).flatMap((member) => (Array.isArray(member) ? thingsIn(member) : []))];
}

/** Ids that answers have named, for the requests that follow: of what does not exist, nothing is served. */
export class KnownIds {
  private readonly ids = new Map<string, string[]>();

  /** Things are of the kind that the path of the route ends with, and visits may be of a series. */
  learn({ path }: Route, caller: string, body: unknown): void {
    const kind = /\/([\w-]+)$/.exec(path)?.[1];
    for (const { id, userId, seriesId } of thingsIn(body)) {
      if (kind !== undefined) this.add(kind, caller, id ?? userId);
      this.add('series', caller, seriesId);
    }
  }

  /** One of those that the caller has met or, where there are none, one that somebody else has. */
  nth(kind: string, caller: string, nth: number): string | undefined {
    const own = this.ids.get(`${kind} ${caller}`) ?? this.ids.get(kind) ?? [];
    return own[nth % own.length];
  }

  private add(kind: string, caller: string, id: unknown): void {
    if (typeof id !== 'number' && typeof id !== 'string') return;
    for (const key of [kind, `${kind} ${caller}`]) {
      const known = this.ids.get(key) ?? [];
      if (!known.includes(String(id))) this.ids.set(key, [...known, String(id)]);
    }
  }
}
