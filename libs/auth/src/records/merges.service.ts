import { Injectable } from '@nestjs/common';
import { Clock, day } from '#libs/common';
import { Database, type Queries } from '#libs/database';
import { PreferencesRepository } from '#libs/notifications';
import { type Actor } from '../actor.js';
import { LooksRepository } from '../patients/index.js';
import { assertCanKeepPatients } from '../policy.js';
import { type SessionChanges } from '../sessions/index.js';
import { type Bond, MergesRepository, type PatientMerge } from './merges.repository.js';
import { type Filling, fillingOf, type MovedPeople, type Pair, pairOf, undoDays } from './merging.js';
import { type FieldChanges, type PatientDetails } from './record.js';
import { patientNotFound, relatedPeople } from './records.errors.js';
import { RecordsRepository } from './records.repository.js';

/** What merging two records would do to accounts and guardianships. */
export interface MergePlan extends Pair {
  readonly filling: Filling;
  /** The guardianships that go on with the kept record */
  readonly moving: readonly Bond[];
  /** Those over the merged record, where the kept one has an account */
  readonly ending: readonly Bond[];
}

/**
 * What merging two records of a patient means for accounts, guardianships and what the records say. The locks on both
 * records come first in the transaction: no visit is booked for either until it ends.
 */
@Injectable()
export class MergesService {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsRepository,
    private readonly merges: MergesRepository,
    private readonly preferences: PreferencesRepository,
    private readonly looks: LooksRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * What would move.
   *
   * @throws AppError `auth.forbidden`, `patient.not_found`, `.merged`, `.merge_self`, `.merge_account`, `.merge_accounts`,
   *   `.merge_deceased`, `.merge_related`
   */
  async plan(actor: Actor, queries: Queries, keptId: number, mergedId: number): Promise<MergePlan> {
    assertCanKeepPatients(actor);
    return this.planFor(
      actor,
      queries,
      await this.records.find(queries, actor, [keptId, mergedId]),
      keptId,
      mergedId,
    );
  }

  /** As {@link plan}, and locks both records. */
  async lock(actor: Actor, queries: Queries, keptId: number, mergedId: number): Promise<MergePlan> {
    assertCanKeepPatients(actor);
    return this.planFor(
      actor,
      queries,
      await this.records.lock(queries, actor, [keptId, mergedId]),
      keptId,
      mergedId,
    );
  }

  /** Moves what this lib keeps, in the transaction that has locked the records. */
  async merge(
    actor: Actor,
    queries: Queries,
    sessions: SessionChanges,
    plan: MergePlan,
    now: Date,
  ): Promise<MovedPeople> {
    const { kept, merged, filling, moving } = plan;
    const bonds = [...moving, ...plan.ending];
    const endedGuardianships = await this.merges.endBonds(queries, idsOf(bonds), now);
    const places = { from: merged.id, to: kept.id };
    const begunGuardianships = await this.merges.beginLike(queries, idsOf(moving), places, now);
    const usedLinks = await this.merges.useUpLinks(queries, merged.id, now);
    // The account of a patient who died has ended already.
    const wasEnabled = merged.deceasedOn === null;
    const end = { mergedIntoId: kept.id, ...(wasEnabled && { disabledAt: now }) };
    await this.records.update(queries, merged.id, end);
    await this.looks.sharePlaces(queries, merged.id, kept.id);
    await this.fill(queries, kept.id, filling, now);
    await this.noteMerge(actor, queries, plan, now);
    await sessions.end(merged.id);
    sessions.reconsider([kept.id, ...bonds.map(({ guardianId }) => guardianId)]);
    if (kept.username !== null) await this.preferences.replan(queries, kept.id, now);
    return { endedGuardianships, begunGuardianships, usedLinks, filled: filling, wasEnabled };
  }

  /** Writes down that two records became one, and all that moved. */
  add(
    actor: Actor,
    queries: Queries,
    { kept, merged }: Pair,
    moved: object,
    now: Date,
  ): Promise<PatientMerge> {
    const merge = { keptId: kept.id, mergedId: merged.id, actorId: actor.userId, mergedAt: now };
    return this.merges.add(queries, merge, moved);
  }

  /**
   * The merges into a record that can be undone, and those that were, the last one first.
   *
   * @throws AppError `auth.forbidden`, `patient.not_found`
   */
  async list(actor: Actor, keptId: number): Promise<PatientMerge[]> {
    assertCanKeepPatients(actor);
    if (!(await this.records.find(this.database.client, actor, [keptId])).has(keptId))
      throw patientNotFound();
    return this.merges.list(keptId, new Date(this.clock.milliseconds() - undoDays * day));
  }

  private async planFor(
    actor: Actor,
    queries: Queries,
    records: ReadonlyMap<number, PatientDetails>,
    keptId: number,
    mergedId: number,
  ): Promise<MergePlan> {
    const pair = pairOf(actor, records, keptId, mergedId);
    const bonds = await this.merges.bondsOf(queries, [keptId, mergedId]);
    const isOf = (id: number) => (bond: Bond) => bond.guardianId === id || bond.dependantId === id;
    const merged = bonds.filter(isOf(mergedId));
    if (merged.some(isOf(keptId))) throw relatedPeople();
    // A patient with an account decides alone who cares for them, as when a dependant opens an account.
    const ends = (bond: Bond): boolean => bond.dependantId === mergedId && pair.kept.username !== null;
    return {
      ...pair,
      filling: fillingOf(pair),
      moving: merged.filter((bond) => !ends(bond)),
      ending: merged.filter(ends),
    };
  }

  private async fill(queries: Queries, keptId: number, { phone, ...row }: Filling, now: Date): Promise<void> {
    await this.records.update(queries, keptId, row);
    if (phone !== undefined) await this.preferences.setPhone(queries, keptId, phone, now);
  }

  private async noteMerge(actor: Actor, queries: Queries, plan: MergePlan, now: Date): Promise<void> {
    const { kept, merged, filling } = plan;
    const note = (userId: number, changes: FieldChanges): Promise<void> =>
      this.records.note(queries, userId, { actorId: actor.userId, changes, now });
    const filled = Object.entries(filling).map(([field, after]) => [field, { before: null, after }] as const);
    await note(kept.id, { mergedId: { before: null, after: merged.id }, ...Object.fromEntries(filled) });
    await note(merged.id, { mergedIntoId: { before: null, after: kept.id } });
  }
}

const idsOf = (bonds: readonly Bond[]): number[] => bonds.map(({ id }) => id);
