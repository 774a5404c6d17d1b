export { type BookingRequest, type DoctorBookingRequest } from './booking-request.js';
export { slotTaken } from './booking.errors.js';
export { BookingWriter } from './booking-writer.service.js';
export { BookingModule } from './booking.module.js';
export {
  BookingPlanner,
  keepsType,
  type MoveAmongOthers,
  type MoveTarget,
  type PlannedMove,
  plannedVisit,
} from './booking.planner.js';
export { BookingService } from './booking.service.js';
export { HeldBookingService } from './held-booking.service.js';
export { type Hold, HoldsRepository } from './holds.repository.js';
export { HoldsService } from './holds.service.js';
export { type WalkIn, WalkInsService } from './walk-ins.service.js';
