import { Injectable } from '@nestjs/common';
import { assertVersion, Clock, type Page } from '#libs/common';
import { Database, type Queries, type Role } from '#libs/database';
import { userNotFound } from '../accounts/index.js';
import { type Actor } from '../actor.js';
import { forbidden, patientDeceased, recordMerged } from '../auth.errors.js';
import { assertCanAdminister } from '../policy.js';
import { SessionChangesService } from '../sessions/index.js';
import { SecondFactorService } from '../sign-in/index.js';
import { ownAccount } from './administration.errors.js';
import {
  type ManagedUser,
  UserAdministrationRepository,
  type UserFilter,
} from './user-administration.repository.js';
import { assertRoleWorksAt, unknownWorkplace } from './workplaces.js';

/** What an admin changes about an account; what is left out stays. */
export interface UserChange {
  readonly role?: Role | undefined;
  readonly disabled?: boolean | undefined;
  /** The locations where staff work; other roles have none */
  readonly locationIds?: readonly number[] | undefined;
}

/** What an admin does with accounts of other users. */
@Injectable()
export class UserAdministrationService {
  constructor(
    private readonly database: Database,
    private readonly users: UserAdministrationRepository,
    private readonly sessions: SessionChangesService,
    private readonly factors: SecondFactorService,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError `auth.forbidden` */
  async list(actor: Actor, filter: UserFilter, limit: number, cursor?: string): Promise<Page<ManagedUser>> {
    assertCanAdminister(actor);
    return this.users.list(filter, limit, cursor);
  }

  /** @throws AppError `auth.forbidden`, `user.not_found` */
  async find(actor: Actor, id: number): Promise<ManagedUser> {
    assertCanAdminister(actor);
    return this.read(this.database.client, id);
  }

  /**
   * Changes an account. It bites on the user's next request: sessions of a disabled user are over, those of others act
   * by the new role and locations.
   *
   * @param expectedVersion the version that the caller has read; undefined when any will do
   * @throws AppError `auth.forbidden`, `user.not_found`, `user.own_account`, `request.version_mismatch`, `patient.merged`
   *   or `.deceased` for an account that is to be enabled, and `request.invalid` for locations that do not exist, or of a
   *   user who is not staff
   */
  async change(actor: Actor, id: number, change: UserChange, expectedVersion?: number): Promise<ManagedUser> {
    assertCanAdminister(actor);
    const now = this.clock.date();
    return this.sessions.commit(now, async (queries, sessions) => {
      await this.lock(queries, actor, id, change);
      const before = await this.read(queries, id);
      assertVersion(before, expectedVersion);
      await this.apply(queries, before, change, now);
      const user = await this.read(queries, id);
      if (user.disabledAt === null) sessions.reconsider([id]);
      else await sessions.end(id);
      return user;
    });
  }

  /**
   * Turns off the second factor of a user who has lost it.
   *
   * @throws AppError `auth.forbidden`, `user.not_found`
   */
  async removeSecondFactor(actor: Actor, id: number): Promise<void> {
    const user = await this.find(actor, id);
    await this.factors.reset(actor, user.id);
  }

  private async read(queries: Queries, id: number): Promise<ManagedUser> {
    const user = await this.users.findById(queries, id);
    if (user === null) throw userNotFound();
    return user;
  }

  /** The actor must be an admin still: another admin may have changed the actor's role meanwhile. */
  private async lock(queries: Queries, actor: Actor, id: number, change: UserChange): Promise<void> {
    const locked = await this.users.lock(queries, id);
    if (!locked.some((user) => user.id === actor.userId && user.isAdmin)) throw forbidden();
    const isWeighty = change.role !== undefined || change.disabled !== undefined;
    if (id === actor.userId && isWeighty) throw ownAccount();
  }

  private async apply(queries: Queries, before: ManagedUser, change: UserChange, now: Date): Promise<void> {
    if (change.disabled === false) assertCanBeEnabled(before);
    const role = change.role ?? before.role;
    const disabledAt = change.disabled === true ? (before.disabledAt ?? now) : null;
    await this.users.update(queries, before.id, {
      role,
      ...(change.disabled !== undefined && { disabledAt }),
    });
    const locationIds = change.locationIds ?? (role === 'staff' ? undefined : []);
    if (locationIds === undefined) return;
    assertRoleWorksAt(role, locationIds);
    if (String(locationIds.toSorted((a, b) => a - b)) === String(before.locationIds)) return;
    if (!(await this.users.setLocations(queries, before.id, locationIds))) throw unknownWorkplace();
  }
}

/** The record says why the account ended: there it is taken back. */
function assertCanBeEnabled({ mergedIntoId, deceasedOn }: ManagedUser): void {
  if (mergedIntoId !== null) throw recordMerged(mergedIntoId);
  if (deceasedOn !== null) throw patientDeceased();
}
