import { Injectable } from '@nestjs/common';
import { Clock, currentContext, type Page } from '#libs/common';
import { type AuditEntry, type AuditFilter, AuditRepository } from './audit.repository.js';

/** The record of who saw or changed whose data. */
@Injectable()
export class AuditService {
  constructor(
    private readonly entries: AuditRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Notes that somebody saw or changed the data of others. What they did to their own is no entry.
   *
   * @param action method and path template of the request
   */
  async record(actorId: number, action: string, subjects: Iterable<number>): Promise<void> {
    const others = [...new Set(subjects)].filter((subject) => subject !== actorId);
    if (others.length === 0) return;
    const occurredAt = new Date(this.clock.now().epochMilliseconds);
    const requestId = currentContext()?.requestId ?? null;
    await this.entries.add(
      others.map((subjectId) => ({ occurredAt, actorId, subjectId, action, requestId })),
    );
  }

  list(filter: AuditFilter): Promise<Page<AuditEntry>> {
    return this.entries.list(filter);
  }
}
