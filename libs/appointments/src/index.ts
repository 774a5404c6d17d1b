export { AppointmentsModule } from './appointments.module.js';
export {
  AnyDoctorAvailabilityService,
  type Availability,
  type AvailabilityQuery,
  AvailabilityService,
  CalendarService,
  type Reason,
  type SharedAvailability,
  type SharedAvailabilityQuery,
  type Slot,
} from './availability/index.js';
export {
  type Appointment,
  type AppointmentFilter,
  AppointmentsService,
  type HistoryEntry,
  type VisitOfPatient,
} from './record/index.js';
export { type DoctorQuery, DoctorSearchService, type FoundDoctor } from './search/index.js';
export {
  type DoctorBookingRequest,
  type BookingRequest,
  BookingService,
  type Hold,
  HoldsService,
  type WalkIn,
  WalkInsService,
} from './booking/index.js';
export {
  type Cancellations,
  LifeCycleService,
  type MoveCalendarQuery,
  MoveCalendarService,
  type RescheduleRequest,
  RescheduleService,
  type Step,
  UndoService,
} from './visits/index.js';
export {
  type FollowingPlan,
  type FollowingRequest,
  FollowingService,
  mostVisits,
  type MovedSeries,
  type Recurrence,
  type Series,
  SeriesCancellationService,
  type SeriesRequest,
  SeriesService,
} from './series/index.js';
export {
  AnswersService,
  DeskOffersService,
  type WaitlistEntry,
  type WaitlistFilter,
  type WaitlistOffer,
  type WaitlistRequest,
  WaitlistService,
} from './waitlist/index.js';
export {
  AgendaService,
  type Agenda,
  MoveProposalsService,
  type MovesRequest,
  OutsideHoursService,
  type ProposedMove,
  type ProposedStart,
  SchedulePreviewService,
  type WeekPreview,
} from './desk/index.js';
export {
  type BookingsOfDay,
  type DaysToNextSlot,
  type NoShows,
  type ReportQuery,
  ReportsService,
  type Utilisation,
} from './reports/index.js';
export {
  mostListed,
  type RetirementCancellation,
  type RetirementCancellationRequest,
  RetirementCancellationService,
  type RetirementEffects,
  RetirementService,
} from './retirement/index.js';
export {
  type CalledOff,
  type MovedVisits,
  type VisitConflict,
  VisitEndingsService,
  VisitMergingService,
} from './patients/index.js';
export { type PersonalVisits, VisitPrivacyService } from './privacy/index.js';
export { AppointmentStatus, CancellationCause, WaitlistEndReason, WaitlistStatus } from '#libs/database';
export { expiredAppointmentRows } from './retention.sql.js';
