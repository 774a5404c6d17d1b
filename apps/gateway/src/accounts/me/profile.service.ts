import { Injectable } from '@nestjs/common';
import { AccountsService, type ActiveSession, NameChangesService, type User } from '#libs/auth';
import { DoctorsService } from '#libs/doctors';

/** The signed-in user, with what the session and the clinic add to the account. */
export interface Profile {
  readonly user: User;
  readonly session: ActiveSession;
  /** The doctor who the user is; null for other users, and for doctors without a calendar here */
  readonly doctorId: number | null;
}

type Changes = Parameters<NameChangesService['change']>[1];

@Injectable()
export class ProfileService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly names: NameChangesService,
    private readonly doctors: DoctorsService,
  ) {}

  async find(session: ActiveSession): Promise<Profile> {
    return this.profileOf(await this.accounts.find(session), session);
  }

  /** Changes the actor's names; see {@link NameChangesService.change}. */
  async change(session: ActiveSession, changes: Changes, expectedVersion?: number): Promise<Profile> {
    return this.profileOf(await this.names.change(session, changes, expectedVersion), session);
  }

  private async profileOf(user: User, session: ActiveSession): Promise<Profile> {
    const isDoctor = session.role === 'doctor';
    return { user, session, doctorId: isDoctor ? await this.doctors.findIdOfAccount(session.userId) : null };
  }
}
