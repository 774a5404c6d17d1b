import { Injectable } from '@nestjs/common';
import { Database, type Queries, type Relationship } from '#libs/database';
import { guardianAlready, linkInvalid, ownGuardian } from './auth.errors.js';
import { DependantsService } from './dependants.service.js';
import { type Dependant, GuardianshipsRepository } from './guardianships.repository.js';
import { type Link } from './links.repository.js';
import { LinksService } from './links.service.js';
import { SessionsService } from './sessions.service.js';

/** What somebody is asked to be. */
export interface GuardianInvitation {
  readonly email: string;
  /** What the dependant is to them */
  readonly relationship: Relationship;
}

/**
 * Links about a person, which whoever decides for that person has sent: to somebody who is to care for them, or to the
 * person, who is to have an account. The person decides, or, as long as they have no account, those who care for them.
 */
@Injectable()
export class DependantLinksService {
  constructor(
    private readonly database: Database,
    private readonly links: LinksService,
    private readonly dependants: DependantsService,
    private readonly guardianships: GuardianshipsRepository,
    private readonly sessions: SessionsService,
  ) {}

  /**
   * @returns until when the link is good
   * @throws AppError `dependant.not_found`, `dependant.has_account`
   */
  async invite(inviterId: number, dependantId: number, invitation: GuardianInvitation): Promise<Date> {
    if (inviterId !== dependantId) await this.dependants.findWithoutAccount(inviterId, dependantId);
    const link = { purpose: 'guardianship' as const, inviterId, ...invitation };
    return this.links.send(this.database.client, dependantId, link);
  }

  /**
   * Has a link sent by which a dependant opens their account. Another one before it is worth nothing any more.
   *
   * @returns until when the link is good
   * @throws AppError `dependant.not_found`, `dependant.has_account`
   */
  async offer(guardianId: number, dependantId: number, email: string): Promise<Date> {
    await this.dependants.findWithoutAccount(guardianId, dependantId);
    return this.database.transaction((queries) =>
      this.links.send(queries, dependantId, { purpose: 'claim', inviterId: guardianId, email }),
    );
  }

  /**
   * Makes whoever holds the link a guardian. Who had it sent must still be the one to decide.
   *
   * @throws AppError `auth.link_invalid`, `guardian.self`, `guardian.already`, `dependant.too_many`
   */
  async accept(guardianId: number, token: string): Promise<Dependant> {
    const link = await this.links.open(token, 'guardianship');
    const dependant = await this.database.transaction(async (queries) => {
      const dependantId = await this.decidedFor(queries, link);
      if (dependantId === guardianId) throw ownGuardian();
      const others = await this.dependants.makeRoom(queries, guardianId);
      if (others.some(({ userId }) => userId === dependantId)) throw guardianAlready();
      await this.links.use(queries, link);
      const relationship = link.relationship ?? 'other';
      const bond = { guardianId, dependantId, relationship };
      await this.guardianships.begin(queries, bond, this.links.now());
      return this.guardianships.find(queries, guardianId, dependantId);
    });
    if (dependant === null) throw linkInvalid();
    await this.sessions.reconsider([guardianId]);
    return dependant;
  }

  /** For whom the link is, if whoever had it sent still decides for them. */
  private async decidedFor(queries: Queries, { userId, inviterId }: Link): Promise<number> {
    // Locked, so that no claim comes in between.
    if (userId === null || inviterId === null || !(await this.guardianships.lock(queries, userId)))
      throw linkInvalid();
    if (inviterId === userId) return userId;
    const inviters = await this.guardianships.find(queries, inviterId, userId);
    if (inviters === null || inviters.hasAccount) throw linkInvalid();
    return userId;
  }
}
