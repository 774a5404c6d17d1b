export { linkInvalid } from './links.errors.js';
export { LinksModule } from './links.module.js';
export { type Invitation, type Link } from './links.repository.js';
export { LinksService } from './links.service.js';
