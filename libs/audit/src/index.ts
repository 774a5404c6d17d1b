export { AuditModule } from './audit.module.js';
export { type AuditedObject, type AuditEntry, type AuditFilter } from './audit.repository.js';
export { AuditService } from './audit.service.js';
