import { Injectable } from '@nestjs/common';
import { AppError } from '#libs/common';
import { type Queries } from '#libs/database';
import { type AppointmentEventType, type EventEnvelope } from '#libs/messaging';
import { type NewInAppMessage } from '#libs/notifications';
import { type Happening } from '../facts/visit.js';
import { VisitsRepository, type VisitThen } from '../facts/visits.repository.js';
import { PlannerService } from '../planning/planner.service.js';
import { InboxMessages } from './inbox-messages.service.js';

/** Events that name an appointment and its version; what the waitlist offers is a hold, which is one too. */
export type VisitEventType = AppointmentEventType | 'waitlist.offered.v1';

/** What each event is told as. Patient and doctor were both there when a visit began or ended. */
const occasions: Readonly<Record<Exclude<VisitEventType, 'appointment.undone.v1'>, Happening['occasion']>> = {
  'appointment.booked.v1': 'booked',
  'appointment.confirmed.v1': 'confirmed',
  'appointment.rescheduled.v1': 'moved',
  'appointment.cancelled.v1': 'cancelled',
  'appointment.checked_in.v1': undefined,
  'appointment.completed.v1': undefined,
  'appointment.no_show.v1': undefined,
  'waitlist.offered.v1': 'waitlist_offer',
};

/** A cancellation that was taken back is told: the visit takes place after all. Of other steps no one was told. */
function occasionOf(type: VisitEventType, { from, status }: VisitThen['then']): Happening['occasion'] {
  if (type !== 'appointment.undone.v1') return occasions[type];
  if (from !== 'cancelled') return undefined;
  return status === 'pending' ? 'booked' : 'confirmed';
}

const unknownAppointment = (): AppError =>
  new AppError('event.unknown_appointment', 'invalid', 'The event points at no appointment.');

/** What events about visits call for: planned messages, and those that are read in the app. */
@Injectable()
export class VisitNews {
  constructor(
    private readonly visits: VisitsRepository,
    private readonly planner: PlannerService,
    private readonly messages: InboxMessages,
  ) {}

  /**
   * @returns what was written to inboxes
   * @throws AppError `event.unknown_appointment`
   */
  async write(
    queries: Queries,
    { type, data }: EventEnvelope<VisitEventType>,
  ): Promise<readonly NewInAppMessage[]> {
    const found = await this.visits.lockAt(queries, data.appointmentId, data.version);
    if (found === null) throw unknownAppointment();
    const occasion = occasionOf(type, found.then);
    const happening: Happening = { occasion, version: data.version, ...found.then };
    const { visit, farewells } = found;
    const { wanted, people } = await this.planner.plan(queries, [visit], happening, farewells);
    const left = await this.visits.findBefore(
      farewells.map((farewell) => ({ ...farewell, id: farewell.userId })),
      queries,
    );
    const { isUnanswered } = happening;
    return this.messages.write(queries, { visit, isUnanswered, left, planned: wanted, people });
  }
}
