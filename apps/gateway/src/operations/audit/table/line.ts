/**
 * What an operation writes to the audit log:
 * - `reads`: an entry for each other person whose data leaves, before it leaves;
 * - `changes`: an entry for each other person whose data it changes, in the transaction of the change, beside those for
 *   what it reads. A caller who acts for no one else, as most patients, changes nothing but their own;
 * - `bonds`: the same, whoever asks: it makes or ends what the caller has to do with another person;
 * - `set-up`: an entry for what it changes of the clinic, in the transaction of the change, beside those for people;
 * - `security`: as `changes`, for the caller's own account too; what is refused for want of proof is an entry as well;
 * - `nothing`, and why.
 */
export type AuditLine = 'reads' | 'changes' | 'bonds' | 'set-up' | 'security' | { readonly nothing: string };

/** By method and path template, such as `GET /appointments/:id`, or `RPC` and the pattern. */
export type AuditTable = Readonly<Record<string, AuditLine>>;

export const everyone: AuditLine = { nothing: 'every caller may see it' };
export const own: AuditLine = { nothing: 'the data of the caller alone' };
export const clinic: AuditLine = { nothing: 'how the clinic is set up, and no person' };
