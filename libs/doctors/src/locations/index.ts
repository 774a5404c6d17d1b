export { type Closure } from './closure.js';
export { ClosuresService, type ClosuresPreview, type ImportedClosures } from './closures.service.js';
export { locationNotFound } from './locations.errors.js';
export { LocationsModule } from './locations.module.js';
export { type Location, type NewLocation } from './locations.repository.js';
export { LocationsService } from './locations.service.js';
