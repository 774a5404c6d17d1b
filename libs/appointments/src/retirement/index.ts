export {
  type RetirementCancellation,
  type RetirementCancellationRequest,
  RetirementCancellationService,
} from './retirement-cancellation.service.js';
export { RetirementModule } from './retirement.module.js';
export { mostListed, type RetirementEffects, RetirementService } from './retirement.service.js';
