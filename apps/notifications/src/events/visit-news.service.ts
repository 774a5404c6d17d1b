import { Injectable } from '@nestjs/common';
import { type Queries } from '#libs/database';
import { type AppointmentEventType, type EventEnvelope, isAboutAppointment } from '#libs/messaging';
import { type NewInAppMessage } from '#libs/notifications';
import { type Happening } from '../facts/visit.js';
import { VisitsRepository, type VisitThen } from '../facts/visits.repository.js';
import { PlannerService } from '../planning/planner.service.js';
import { InboxMessages } from './inbox-messages.service.js';

/** Events that name an appointment and its version; what the waitlist offers is a hold, which is one too. */
type VisitEventType = AppointmentEventType | 'waitlist.offered.v1';
type VisitEvent = EventEnvelope<VisitEventType>;

export const isAboutVisit = (event: EventEnvelope): event is VisitEvent =>
  isAboutAppointment(event) || event.type === 'waitlist.offered.v1';

/** What happened to a visit by an event, and what it is now. */
interface VisitNow {
  readonly event: VisitEvent;
  readonly found: VisitThen;
}

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

/** What events about visits call for: planned messages, and those that are read in the app. */
@Injectable()
export class VisitNews {
  constructor(
    private readonly visits: VisitsRepository,
    private readonly planner: PlannerService,
    private readonly messages: InboxMessages,
  ) {}

  /**
   * Reads what events are about and keeps it from changing until the transaction ends.
   *
   * @param events of different visits
   * @param whatIsLocked as of {@link VisitsRepository.lockAt}
   * @returns by the ids of the events; without those that point at nothing
   */
  async lock(
    queries: Queries,
    events: readonly VisitEvent[],
    whatIsLocked: 'wait' | 'skip',
  ): Promise<ReadonlyMap<string, VisitNow>> {
    const points = events.map(({ data }) => data);
    const visits = await this.visits.lockAt(queries, points, whatIsLocked);
    return new Map(
      events.flatMap((event) => {
        const found = visits.get(event.data.appointmentId);
        return found === undefined ? [] : [[event.id, { event, found }] as const];
      }),
    );
  }

  /**
   * Plans what is to be told of different visits, in as many statements for a hundred of them as for one.
   *
   * @returns what was written to inboxes
   */
  async write(queries: Queries, happened: readonly VisitNow[]): Promise<readonly NewInAppMessage[]> {
    if (happened.length === 0) return [];
    const happenings = new Map(
      happened.map(({ event: { type, data }, found: { then } }): [number, Happening] => [
        data.appointmentId,
        { occasion: occasionOf(type, then), version: data.version, ...then },
      ]),
    );
    const visits = happened.map(({ found }) => found.visit);
    const farewells = happened.flatMap(({ found }) => found.farewells);
    const { wanted, people } = await this.planner.plan(queries, visits, happenings, farewells);
    const left = await this.visits.findBefore(
      farewells.map((farewell, id) => ({ ...farewell, id })),
      queries,
    );
    const news = happened.map(({ found: { visit, then } }) => ({
      visit,
      isUnanswered: then.isUnanswered,
      left: new Map(
        farewells.flatMap(({ appointmentId, userId }, id) => {
          const before = left.get(id);
          return appointmentId === visit.appointmentId && before !== undefined ? [[userId, before]] : [];
        }),
      ),
      planned: wanted.filter(({ appointmentId }) => appointmentId === visit.appointmentId),
      people,
    }));
    return this.messages.write(queries, news);
  }
}
