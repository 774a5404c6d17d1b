import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { Database, type Queries, type Relationship } from '#libs/database';
import { type Actor } from '../actor.js';
import { type Link, linkInvalid, LinksService } from '../links/index.js';
import { canDecideFor } from '../policy.js';
import { SessionChangesService } from '../sessions/index.js';
import { guardianAlready, ownGuardian } from './dependants.errors.js';
import { DependantsService } from './dependants.service.js';
import { type Dependant, GuardianshipsRepository } from './guardianships.repository.js';

/** What a future guardian is invited to. */
export interface GuardianInvitation {
  readonly email: string;
  /** What the dependant is to the guardian */
  readonly relationship: Relationship;
}

type Deciding = Pick<Actor, 'userId'>;

/**
 * Links about a person, sent to a future guardian, or to the person, who is to have an account. The person decides about
 * them, or, as long as the person has no account, each guardian.
 */
@Injectable()
export class DependantLinksService {
  constructor(
    private readonly database: Database,
    private readonly links: LinksService,
    private readonly dependants: DependantsService,
    private readonly guardianships: GuardianshipsRepository,
    private readonly sessions: SessionChangesService,
    private readonly clock: Clock,
  ) {}

  /**
   * Invites a guardian for the actor, or for a dependant of the actor.
   *
   * @returns when the link expires
   * @throws AppError `dependant.not_found`, `dependant.has_account`
   */
  async invite(actor: Deciding, dependantId: number, invitation: GuardianInvitation): Promise<Date> {
    if (actor.userId !== dependantId) await this.dependants.assertDecidesFor(actor, dependantId);
    const link = { purpose: 'guardianship' as const, inviterId: actor.userId, ...invitation };
    return this.links.send(this.database.client, dependantId, link);
  }

  /**
   * Has a link sent by which a dependant opens an account. A link from before is worth nothing any more.
   *
   * @returns when the link expires
   * @throws AppError `dependant.not_found`, `dependant.has_account`
   */
  async offer(actor: Deciding, dependantId: number, email: string): Promise<Date> {
    await this.dependants.assertDecidesFor(actor, dependantId);
    const link = { purpose: 'claim' as const, inviterId: actor.userId, email };
    return this.database.transaction((queries) => this.links.send(queries, dependantId, link));
  }

  /**
   * Makes the actor, who holds the link, a guardian. The inviter must still be the one to decide.
   *
   * @throws AppError `auth.link_invalid`, `guardian.self`, `guardian.already`, `dependant.too_many`
   */
  async accept(actor: Deciding, token: string): Promise<Dependant> {
    const link = await this.links.open(token, 'guardianship');
    const now = this.clock.date();
    const guardianId = actor.userId;
    const dependant = await this.sessions.commit(now, async (queries, sessions) => {
      const dependantId = await this.decidedFor(queries, link);
      if (dependantId === guardianId) throw ownGuardian();
      const others = await this.dependants.makeRoom(actor, queries);
      if (others.some(({ userId }) => userId === dependantId)) throw guardianAlready();
      await this.links.use(queries, link, now);
      const bond = { guardianId, dependantId, relationship: link.relationship ?? 'other' } as const;
      await this.guardianships.begin(queries, bond, now);
      sessions.reconsider([guardianId]);
      return this.guardianships.find(queries, guardianId, dependantId);
    });
    if (dependant === null) throw linkInvalid();
    return dependant;
  }

  /** The person that the link is about, if its inviter still decides for the person. */
  private async decidedFor(queries: Queries, { userId, inviterId }: Link): Promise<number> {
    // Locked, so that no claim comes in between.
    if (userId === null || inviterId === null || !(await this.guardianships.lock(queries, userId)))
      throw linkInvalid();
    const person = await this.guardianships.findPerson(queries, userId);
    if (person === null || !canDecideFor({ userId: inviterId }, person)) throw linkInvalid();
    return userId;
  }
}
