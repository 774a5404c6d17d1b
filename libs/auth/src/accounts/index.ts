export { emailTaken, userNotFound } from './accounts.errors.js';
export { AccountsModule } from './accounts.module.js';
export { AccountsService } from './accounts.service.js';
export { EmailChangesService } from './email-changes.service.js';
export { PasswordsService } from './passwords.service.js';
export { RecoveryService } from './recovery.service.js';
export { hasAccount, named, type User, UsersRepository } from './users.repository.js';
