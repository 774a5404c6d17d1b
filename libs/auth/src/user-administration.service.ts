import { Injectable } from '@nestjs/common';
import { invalidInput, type Page } from '#libs/common';
import { Database, type Queries, type Role } from '#libs/database';
import { forbidden, ownAccount, userNotFound } from './auth.errors.js';
import { SessionLifetimes } from './session-lifetimes.js';
import { type ActiveSession } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';
import {
  type ManagedUser,
  UserAdministrationRepository,
  type UserFilter,
} from './user-administration.repository.js';

/** What an admin changes about an account; what is left out stays. */
export interface UserChange {
  readonly role?: Role | undefined;
  readonly disabled?: boolean | undefined;
  /** Where staff work; nobody else works at a location */
  readonly locationIds?: readonly number[] | undefined;
}

/** What admins do with other people's accounts. */
@Injectable()
export class UserAdministrationService {
  constructor(
    private readonly database: Database,
    private readonly users: UserAdministrationRepository,
    private readonly sessions: SessionsService,
    private readonly lifetimes: SessionLifetimes,
  ) {}

  list(filter: UserFilter, limit: number, cursor?: string): Promise<Page<ManagedUser>> {
    return this.users.list(filter, limit, cursor);
  }

  /** @throws AppError `user.not_found` */
  async find(id: number): Promise<ManagedUser> {
    return this.read(this.database.client, id);
  }

  /**
   * Changes an account. It bites on the user's next request: sessions of a disabled user are over, those of others act
   * by the new role and locations.
   *
   * @throws AppError `user.not_found`, `user.own_account`, and `request.invalid` for locations that do not exist or of
   *   somebody who is not staff
   */
  async change(actor: ActiveSession, id: number, change: UserChange): Promise<ManagedUser> {
    const { user, touched } = await this.database.transaction(async (queries) => {
      await this.lock(queries, actor, id, change);
      await this.apply(queries, await this.read(queries, id), change);
      const user = await this.read(queries, id);
      const isDisabled = user.disabledAt !== null;
      const touched = isDisabled ? this.sessions.endIn(queries, id) : this.sessions.idsIn(queries, id);
      return { user, touched: await touched };
    });
    await this.sessions.changed(touched);
    return user;
  }

  private async read(queries: Queries, id: number): Promise<ManagedUser> {
    const user = await this.users.findById(queries, id);
    if (user === null) throw userNotFound();
    return user;
  }

  private async lock(queries: Queries, actor: ActiveSession, id: number, change: UserChange): Promise<void> {
    const locked = await this.users.lock(queries, id);
    if (!locked.some((user) => user.id === actor.userId && user.isAdmin)) throw forbidden();
    const isWeighty = change.role !== undefined || change.disabled !== undefined;
    if (id === actor.userId && isWeighty) throw ownAccount();
  }

  private async apply(queries: Queries, before: ManagedUser, change: UserChange): Promise<void> {
    const role = change.role ?? before.role;
    const disabledAt = change.disabled === true ? (before.disabledAt ?? this.lifetimes.times().now) : null;
    await this.users.update(queries, before.id, {
      role,
      ...(change.disabled !== undefined && { disabledAt }),
    });
    const locationIds = change.locationIds ?? (role === 'staff' ? undefined : []);
    if (locationIds === undefined) return;
    const refuse = (detail: string) => invalidInput({ pointer: '/locationIds', detail });
    if (role !== 'staff' && locationIds.length > 0) throw refuse('only staff work at locations');
    if (!(await this.users.setLocations(queries, before.id, locationIds)))
      throw refuse('must name locations that exist');
  }
}
