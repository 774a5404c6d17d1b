export { AdministrationModule } from './administration.module.js';
export { InvitationsService } from './invitations.service.js';
export { type ManagedUser } from './user-administration.repository.js';
export { UserAdministrationService } from './user-administration.service.js';
