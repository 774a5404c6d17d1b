import { accounts } from './accounts.js';
import { booking } from './booking.js';
import { clinics } from './clinics.js';
import { type AuditLine, type AuditTable } from './line.js';
import { messagesAndOperations } from './messages.js';

export { type AuditLine } from './line.js';

/** Every operation, and what it writes to the audit log. A test compares it with the contract. */
export const auditTable: AuditTable = { ...accounts, ...messagesAndOperations, ...clinics, ...booking };

/** What an operation writes; one that the table lacks is taken for a change. */
export const auditLineOf = (operation: string): AuditLine => auditTable[operation] ?? 'changes';
