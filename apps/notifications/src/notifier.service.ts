import { Injectable } from '@nestjs/common';
import { AppError } from '#libs/common';
import { Database } from '#libs/database';
import {
  type AccountEventType,
  type AppointmentEventType,
  type EventEnvelope,
  InboxRepository,
  isAboutAppointment,
} from '#libs/messaging';
import { AccountMails } from './planning/account-mails.js';
import { PlannerService } from './planning/planner.service.js';
import { InboxMessages } from './delivery/inbox-messages.js';
import { type Happening } from './planning/visit.js';
import { VisitsRepository } from './planning/visits.repository.js';

const consumer = 'notifications';

/** Events that name an appointment and its version; what the waitlist offers is a hold, which is one too. */
type VisitEventType = AppointmentEventType | 'waitlist.offered.v1';

/** What each event is told as. Patient and doctor were both there when a visit began or ended. */
const occasions: Readonly<Record<VisitEventType, Happening['occasion']>> = {
  'appointment.booked.v1': 'booked',
  'appointment.confirmed.v1': 'confirmed',
  'appointment.rescheduled.v1': 'moved',
  'appointment.cancelled.v1': 'cancelled',
  'appointment.checked_in.v1': undefined,
  'appointment.completed.v1': undefined,
  'appointment.no_show.v1': undefined,
  'waitlist.offered.v1': 'waitlist_offer',
};

const unknownAppointment = (): AppError =>
  new AppError('event.unknown_appointment', 'invalid', 'The event points at no appointment.');

/** Turns events into planned messages, once however often an event comes. An event is a hint: what counts is what is. */
@Injectable()
export class NotifierService {
  /** The last event of each appointment that is being handled */
  private readonly turns = new Map<number, Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly inbox: InboxRepository,
    private readonly visits: VisitsRepository,
    private readonly planner: PlannerService,
    private readonly messages: InboxMessages,
    private readonly accountMails: AccountMails,
  ) {}

  /** @throws AppError `event.unknown_appointment` or `event.unknown_link` when the event points at nothing */
  async notify(event: EventEnvelope): Promise<void> {
    if (isAboutVisit(event))
      await this.inTurn(event.data.appointmentId, () => this.notifyOfAppointment(event));
    else if (isAboutAccount(event)) await this.notifyOfAccount(event);
  }

  /** One event of an appointment after the other, in the order in which they came: an inbox reads from top to bottom. */
  private async inTurn(appointmentId: number, work: () => Promise<void>): Promise<void> {
    const before = this.turns.get(appointmentId) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(work);
    this.turns.set(appointmentId, turn);
    try {
      await turn;
    } finally {
      if (this.turns.get(appointmentId) === turn) this.turns.delete(appointmentId);
    }
  }

  private async notifyOfAppointment({ id, type, data }: EventEnvelope<VisitEventType>): Promise<void> {
    const occasion = occasions[type];
    const written = await this.database.transaction(async (queries) => {
      // The inbox row commits with what is planned: either both are there, or the event is handled again.
      if (!(await this.inbox.isFirst(queries, id, consumer))) return [];
      const found = await this.visits.lockAt(queries, data.appointmentId, data.version);
      if (found === null) throw unknownAppointment();
      const happening: Happening = { occasion, version: data.version, ...found.then };
      const { wanted, people } = await this.planner.plan(queries, [found.visit], happening);
      return this.messages.write(queries, found.visit, happening, wanted, people);
    });
    this.messages.tell(written);
  }

  private async notifyOfAccount({ id, data }: EventEnvelope<AccountEventType>): Promise<void> {
    await this.database.transaction(async (queries) => {
      if (await this.inbox.isFirst(queries, id, consumer)) await this.accountMails.plan(queries, data.linkId);
    });
  }
}

const isAboutVisit = (event: EventEnvelope): event is EventEnvelope<VisitEventType> =>
  isAboutAppointment(event) || event.type === 'waitlist.offered.v1';

/** Events that carry a link; the catalogue may have others that nobody is told of. */
const isAboutAccount = (event: EventEnvelope): event is EventEnvelope<AccountEventType> =>
  'linkId' in event.data;
