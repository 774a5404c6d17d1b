import { type Temporal } from 'temporal-polyfill';
import { day, minute } from '#libs/common';
import { firstStartsOf, hoursAt, type DoctorRules, type Interval } from '../availability/index.js';

/** A start than which the hours have none sooner, in milliseconds since 1970 UTC. */
interface Found {
  /** When it was found */
  readonly now: number;
  /** Where it was looked for from */
  readonly from: number;
  readonly at: number;
}

/** Of a doctor; beyond, the doctor's are looked for anew. */
const mostKept = 64;

/**
 * The first starts that doctors' hours have, kept with their rules. As time goes on starts leave the notice and none comes
 * before those that are left: what was the first start is so until it leaves the notice itself.
 */
export class FirstHours {
  private readonly kept = new WeakMap<DoctorRules, Map<string, Found>>();

  /**
   * The first start in a range, bookings aside.
   *
   * @param rules of a doctor as they are kept: what is found is kept for as long as they are
   * @param locationId undefined for all locations
   */
  find(
    rules: DoctorRules,
    locationId: number | undefined,
    range: Interval,
    now: Temporal.Instant,
  ): number | undefined {
    const ofDoctor = this.kept.get(rules) ?? new Map<string, Found>();
    const key = `${locationId}:${Math.floor(range.start / day)}`;
    const known = ofDoctor.get(key);
    if (known !== undefined && isFirst(known, rules, range, now.epochMilliseconds)) return known.at;
    const there = { ...rules, locations: hoursAt(rules.locations, locationId) };
    const [start] = firstStartsOf(there, range, now, 1);
    if (start === undefined) return undefined;
    if (ofDoctor.size >= mostKept) ofDoctor.clear();
    ofDoctor.set(key, { now: now.epochMilliseconds, from: range.start, at: start.at });
    this.kept.set(rules, ofDoctor);
    return start.at;
  }
}

const isFirst = (found: Found, { visit }: DoctorRules, { start, end }: Interval, now: number): boolean =>
  found.now <= now &&
  found.from <= start &&
  Math.max(start, now + visit.minimumNoticeMinutes * minute) <= found.at &&
  found.at < end;
