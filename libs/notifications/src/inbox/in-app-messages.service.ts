import { Injectable } from '@nestjs/common';
import { Clock, type Page } from '#libs/common';
import { type InAppMessage, InAppMessagesRepository } from './in-app-messages.repository.js';
import { messageNotFound } from '../notifications.errors.js';
import { type Reader } from '../policy.js';

/** The inbox of a user, read by that user. */
@Injectable()
export class InAppMessagesService {
  constructor(
    private readonly messages: InAppMessagesRepository,
    private readonly clock: Clock,
  ) {}

  /** @returns the messages, the newest first */
  list({ userId }: Reader, limit: number, cursor?: string): Promise<Page<InAppMessage>> {
    return this.messages.listOfUser(userId, limit, cursor);
  }

  /** The number of the newest message, 0 when there is none. */
  latestId({ userId }: Reader): Promise<number> {
    return this.messages.latestId(userId);
  }

  /**
   * New messages of several users, each read by that user, in one query.
   *
   * @param floors by user: the number after which messages are new
   * @returns by user who has any: the oldest first
   */
  listAfter(floors: ReadonlyMap<Reader['userId'], number>): Promise<ReadonlyMap<number, InAppMessage[]>> {
    return this.messages.listAfter(floors);
  }

  /** @throws AppError `notification.not_found`, also for a message of another user */
  async markRead({ userId }: Reader, id: number): Promise<void> {
    if (!(await this.messages.markRead(userId, id, this.clock.date()))) throw messageNotFound();
  }
}
