import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { Clock, currentContext, type Page } from '#libs/common';
import { type Queries } from '#libs/database';
import { type AuditEntry, type AuditFilter, AuditRepository } from './audit.repository.js';
import { assertCanReadAudit } from './policy.js';

/** Which user saw or changed the data of which person. */
@Injectable()
export class AuditService {
  constructor(
    private readonly entries: AuditRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Notes that the actor saw or changed data of other people. The actor's own data makes no entry, and neither does a
   * person of whom the same request has noted it before.
   *
   * @param action method and path template of the request
   * @param subjects the people whose data it was
   * @param reason why, where the actor had to say it
   * @param queries the transaction that depends on the entry
   */
  async record(
    actor: Pick<Actor, 'userId'>,
    action: string,
    subjects: Iterable<number>,
    { reason = null, queries }: { readonly reason?: string | null; readonly queries?: Queries } = {},
  ): Promise<void> {
    const actorId = actor.userId;
    const context = currentContext();
    const recorded = context?.recordedIds ?? [];
    const others = [...new Set(subjects)].filter((id) => id !== actorId && !recorded.includes(id));
    if (others.length === 0) return;
    const occurredAt = this.clock.date();
    const requestId = context?.requestId ?? null;
    await this.entries.add(
      others.map((subjectId) => ({ occurredAt, actorId, subjectId, action, reason, requestId })),
      queries,
    );
  }

  /**
   * Notes an attempt that was refused for want of proof.
   *
   * @param actor undefined for a caller who is not signed in
   * @param claimedId the account that it was about; null for a name that no account has, which is not written down
   */
  async refuse(
    actor: Pick<Actor, 'userId'> | undefined,
    action: string,
    claimedId: number | null,
  ): Promise<void> {
    const requestId = currentContext()?.requestId ?? null;
    const who = { actorId: actor?.userId ?? null, subjectId: claimedId };
    await this.entries.add([
      { ...who, occurredAt: this.clock.date(), action, outcome: 'refused', requestId },
    ]);
  }

  /**
   * A page of entries, the newest first: all of them for an admin, those about the own data for other users.
   *
   * @throws AppError `auth.forbidden`, `request.invalid` for a cursor of another list
   */
  async list(actor: Pick<Actor, 'userId' | 'role'>, filter: AuditFilter): Promise<Page<AuditEntry>> {
    assertCanReadAudit(actor, filter.subjectId);
    return this.entries.list(filter);
  }

  /** What exporting a person means for the audit log. Erasing leaves the log as it is: it knows numbers alone. */
  exportFor(userId: number, queries: Queries): Promise<object[]> {
    return this.entries.exportOf(queries, userId);
  }
}
