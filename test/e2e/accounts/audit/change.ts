import { type Answer } from '../../../support/http.js';
import { type AuditSite } from './site.js';

/** A change that is ready to be made, and what the audit log has to say of it. */
export interface Ready {
  readonly ask: () => Promise<Answer>;
  /** Whom or what the entries are about: a person's number, or such as `doctor:7`; of what is new, the answer's id */
  readonly about: (answer: Answer) => readonly (number | string)[];
  /** Who acts; the admin when left out */
  readonly by?: number | null;
}

/** By operation: how it is made ready. */
export type Changes = Readonly<Record<string, (site: AuditSite) => Promise<Ready>>>;
