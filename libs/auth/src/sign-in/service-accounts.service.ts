import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppError } from '#libs/common';
import { Database, type Role } from '#libs/database';
import { forbidden } from '../auth.errors.js';
import { userNotFound, UsersRepository } from '../accounts/index.js';
import { PasswordHasher } from '../crypto/index.js';
import { ServiceRequestsRepository, type SignedRequest } from './service-requests.repository.js';

/** The account as which a service acts. */
export interface ServiceAccount {
  readonly userId: number;
  readonly role: Role;
  /** Its patterns bound what it may do, not locations */
  readonly locationIds: 'everywhere';
}

/**
 * Accounts of services that work with Docket, so that the history and the audit log name a service as they name a user,
 * and an admin can disable it alike.
 */
@Injectable()
export class ServiceAccountsService {
  constructor(
    private readonly database: Database,
    private readonly users: UsersRepository,
    private readonly hasher: PasswordHasher,
    private readonly requests: ServiceRequestsRepository,
  ) {}

  /**
   * The account of a service, which is opened the first time that it is needed.
   *
   * @param name the name of a service that has proven its identity
   * @throws AppError `auth.forbidden` when an admin has disabled it
   */
  async find(name: string): Promise<ServiceAccount> {
    // No user can register a name with a colon, and no mail can be sent to it.
    const username = `service:${name}`;
    const account = (await this.users.findByUsername(username)) ?? (await this.open(username));
    if (account.disabledAt !== null) throw forbidden();
    return { userId: account.id, role: account.role, locationIds: 'everywhere' };
  }

  /**
   * Notes that a request is acted on.
   *
   * @returns whether it is the first one with its nonce, over all gateways
   */
  spend(request: SignedRequest): Promise<boolean> {
    return this.requests.spend(request);
  }

  private async open(username: string): Promise<{ id: number; role: Role; disabledAt: Date | null }> {
    const password = await this.hasher.hash(randomBytes(32).toString('base64url'));
    const account = { username, email: username, password, role: 'staff' as const };
    try {
      await this.users.create(this.database.client, account);
    } catch (error) {
      // Another request was faster.
      if (!(error instanceof AppError)) throw error;
    }
    const opened = await this.users.findByUsername(username);
    if (opened === null) throw userNotFound();
    return opened;
  }
}
