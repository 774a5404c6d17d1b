export { emailTaken, userNotFound } from './accounts.errors.js';
export { AccountsModule } from './accounts.module.js';
export { AddressesRepository } from './addresses.repository.js';
export { AccountsService } from './accounts.service.js';
export { EmailChangesService } from './email-changes.service.js';
export { PasswordsService } from './passwords.service.js';
export { RecoveryService } from './recovery.service.js';
export { type Account, hasAccount, named, type User, UsersRepository } from './users.repository.js';
