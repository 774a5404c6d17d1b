import { Injectable } from '@nestjs/common';
import { Database, type Queries } from '#libs/database';
import { InboxRepository, notificationsConsumer } from '#libs/messaging';
import { type NewInAppMessage } from '#libs/notifications';
import { InboxMessages } from './inbox-messages.service.js';

/** Handles an event once, however often it comes. */
@Injectable()
export class Once {
  constructor(
    private readonly database: Database,
    private readonly inbox: InboxRepository,
    private readonly messages: InboxMessages,
  ) {}

  /**
   * The inbox row commits with what is planned: either both are there, or the event is handled again.
   *
   * @param id of the event
   * @param work returns what it has written to inboxes, whose readers hear of it after the commit
   */
  async handle(id: string, work: (queries: Queries) => Promise<readonly NewInAppMessage[]>): Promise<void> {
    const written = await this.database.transaction(async (queries) =>
      (await this.inbox.isFirst(queries, id, notificationsConsumer)) ? work(queries) : [],
    );
    this.messages.tell(written);
  }
}
