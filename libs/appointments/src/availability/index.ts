export {
  AnyDoctorAvailabilityService,
  mostDoctors,
  type SharedAvailability,
  type SharedAvailabilityQuery,
} from './any-doctor-availability.service.js';
export { type AnyDoctorCriteria } from './any-doctor.repository.js';
export {
  explanationOf,
  noSuchDoctors,
  notBookable,
  takenMessage,
  visitTypeNotOffered,
} from './availability.errors.js';
export {
  busyWith,
  type Interval,
  isFarOff,
  isRetiredFrom,
  merge,
  overlaps,
  type RefusalCode,
  type VisitRules,
  type Window,
  workingHours,
} from './availability.js';
export { AvailabilityModule } from './availability.module.js';
export { AvailabilityRepository, type LoadedRules } from './availability.repository.js';
export { AvailabilityService, type Reason } from './availability.service.js';
export { type Availability, type AvailabilityQuery, CalendarService } from './calendar.service.js';
export { type HoursDraft, locationIdsOf, withDraft } from './hours-draft.js';
export { KeptRulesService } from './kept-rules.service.js';
export {
  type DoctorRules,
  freeStartsOf,
  assessStart,
  type LocationHours,
  hoursAt,
  type Start,
  worksDuring,
} from './location-hours.js';
export {
  type Alternative,
  firstOf,
  firstStartsOf,
  mostAlternatives,
  type DoctorsVisitType,
  type BookableDoctor,
  type Slot,
  slotOf,
  toIso,
  untilFarthestHorizon,
} from './slots.js';
export { calendarOf, type DateRange, midnights } from './zone-calendar.js';
export {
  activeStatuses,
  blocksTime,
  inSql,
  isExpiredHold,
  isStanding,
  isStandingHold,
  visitStatuses,
} from './blocking.sql.js';
