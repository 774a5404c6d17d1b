export {
  type Retirement,
  type RetirementState,
  type RetirementSubject,
  type StrandedDoctor,
} from './retirement-subject.js';
export { RetirementModule } from './retirement.module.js';
export { RetirementsService } from './retirements.service.js';
