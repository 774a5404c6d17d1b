export { visitTypeNotFound } from './visit-types.errors.js';
export { VisitTypesModule } from './visit-types.module.js';
export { type NewVisitType, type Offer, type Offers, type VisitType } from './visit-types.repository.js';
export { VisitTypesService } from './visit-types.service.js';
