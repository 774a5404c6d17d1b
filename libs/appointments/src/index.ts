export {
  AnyDoctorAvailabilityService,
  type SharedAvailability,
  type SharedAvailabilityQuery,
} from './any-doctor-availability.service.js';
export { type Actor, type Appointment, type HistoryEntry } from './appointment.js';
export { AppointmentsModule } from './appointments.module.js';
export { type AppointmentFilter, type VisitOfPatient } from './appointments.repository.js';
export { AppointmentsService } from './appointments.service.js';
export {
  type Availability,
  type AvailabilityQuery,
  AvailabilityService,
  type Reason,
} from './availability.service.js';
export { type BookingRequest } from './booking-planner.js';
export { type BookingOrder } from './booking-order.js';
export { BookingService } from './booking.service.js';
export { DayService, type DoctorsDay } from './day.service.js';
export { type DoctorQuery, DoctorSearchService, type FoundDoctor } from './doctor-search.service.js';
export { type Hold } from './holds.repository.js';
export { HoldsService } from './holds.service.js';
export { LifeCycleService, type Step } from './life-cycle.service.js';
export { MoveProposalsService, type ProposedMove, type ProposedPlace } from './move-proposals.service.js';
export { RescheduleService, type RescheduleRequest } from './reschedule.service.js';
export { type Slot } from './slots.js';
export { type WalkIn, WalkInsService } from './walk-ins.service.js';
export { SchedulePreviewService, type WeekPreview } from './schedule-preview.service.js';
export { mostVisits, type Recurrence } from './recurrence.js';
export { type SeriesCancellation, SeriesCancellationService } from './series-cancellation.service.js';
export { type Series } from './series.repository.js';
export { type SeriesOrder, SeriesService } from './series.service.js';
export { WaitlistAnswersService } from './waitlist-answers.service.js';
export { WaitlistDeskService } from './waitlist-desk.service.js';
export { type WaitlistEntry, type WaitlistFilter, type WaitlistOffer } from './waitlist-entry.js';
export { type WaitlistRequest, WaitlistService } from './waitlist.service.js';
export { AppointmentStatus, WaitlistStatus } from '#libs/database';
