import { Injectable } from '@nestjs/common';
import { DependantsService, PasswordsService, SessionsService } from '#libs/auth';
import { Clock } from '#libs/common';
import { ErasureRepository } from './erasure.repository.js';

/** Lets people be forgotten who ask for it with their password. */
@Injectable()
export class ErasureService {
  constructor(
    private readonly erasure: ErasureRepository,
    private readonly dependants: DependantsService,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError `auth.wrong_password`, `account.has_visits` */
  async erase(userId: number, password: string): Promise<void> {
    await this.passwords.check(userId, password);
    const guardians = await this.erasure.erase(userId, this.now());
    await this.sessions.endAll(userId);
    await this.sessions.reconsider(guardians);
  }

  /**
   * @throws AppError `auth.wrong_password`, `dependant.not_found`, `.has_account`, `.has_guardians`,
   *   `account.has_visits`
   */
  async eraseDependant(guardianId: number, dependantId: number, password: string): Promise<void> {
    await this.dependants.findWithoutAccount(guardianId, dependantId);
    await this.passwords.check(guardianId, password);
    await this.sessions.reconsider(await this.erasure.eraseDependant(dependantId, this.now()));
  }

  private now(): Date {
    return new Date(this.clock.now().epochMilliseconds);
  }
}
