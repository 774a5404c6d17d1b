import { Injectable } from '@nestjs/common';
import { AppError, unavailable, within } from '#libs/common';
import { Database, type Queries } from '#libs/database';
import { type EventEnvelope, InboxRepository, notificationsConsumer } from '#libs/messaging';
import { type NewInAppMessage } from '#libs/notifications';
import { InboxMessages } from './inbox-messages.service.js';
import { isAboutVisit, VisitNews } from './visit-news.service.js';

/** A transaction with all its tries ends before; should one ever not, its events are free to be tried again. */
const longestMilliseconds = 45_000;

const unknownAppointment = (): AppError =>
  new AppError('event.unknown_appointment', 'invalid', 'The event points at no appointment.');

/** What a transaction came to. */
interface Written {
  readonly messages: readonly NewInAppMessage[];
  /** The ids of the events that are handled */
  readonly handled: ReadonlySet<string>;
}

/** Handles an event once, however often it comes: the inbox row commits with what is planned, or neither does. */
@Injectable()
export class Once {
  constructor(
    private readonly database: Database,
    private readonly inbox: InboxRepository,
    private readonly news: VisitNews,
    private readonly messages: InboxMessages,
  ) {}

  /**
   * @param event about a visit, or one that calls for no message
   * @throws AppError `event.unknown_appointment` when it points at nothing
   */
  async handleAlone(event: EventEnvelope): Promise<void> {
    const handled = await this.commit((queries) => this.write(queries, [event], 'wait'));
    if (!handled.has(event.id)) throw unknownAppointment();
  }

  /**
   * Handles many events as {@link handleAlone} does one, in one transaction.
   *
   * @param events of different visits
   * @returns the ids of those that are handled. Others point at nothing, or at visits that are being changed
   */
  handleTogether(events: readonly EventEnvelope[]): Promise<ReadonlySet<string>> {
    return this.commit((queries) => this.write(queries, events, 'skip'));
  }

  /**
   * @param id of the event
   * @param work returns what it has written to inboxes, whose readers hear of it after the commit
   */
  async handle(id: string, work: (queries: Queries) => Promise<readonly NewInAppMessage[]>): Promise<void> {
    await this.commit(async (queries) => {
      const handled = new Set([id]);
      const { size } = await this.inbox.firstOf(queries, [id], notificationsConsumer);
      return { messages: size > 0 ? await work(queries) : [], handled };
    });
  }

  private async commit(work: (queries: Queries) => Promise<Written>): Promise<ReadonlySet<string>> {
    const late = (): Error => unavailable('The database', new Error('no answer in time'));
    const { messages, handled } = await within(longestMilliseconds, this.database.transaction(work), late);
    this.messages.tell(messages);
    return handled;
  }

  /** Visits are locked before inbox rows are written: a process that waits for the first holds none of the others. */
  private async write(
    queries: Queries,
    events: readonly EventEnvelope[],
    whatIsLocked: 'wait' | 'skip',
  ): Promise<Written> {
    const visits = await this.news.lock(queries, events.filter(isAboutVisit), whatIsLocked);
    const known = events.filter((event) => !isAboutVisit(event) || visits.has(event.id));
    const ids = known.map(({ id }) => id);
    const first = await this.inbox.firstOf(queries, ids, notificationsConsumer);
    const messages = await this.news.write(
      queries,
      [...visits.values()].filter(({ event }) => first.has(event.id)),
    );
    return { messages, handled: new Set(ids) };
  }
}
