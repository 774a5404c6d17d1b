import {
  fieldError,
  type FieldError,
  fieldErrorCodes,
  type FieldFault,
} from '../../../../libs/common/src/errors/field-errors.js';
import { type Answer } from '../../../support/http.js';

/** What a case expects of its answer, which is a problem in the one form that all refusals have. */
export interface Refusal {
  /** The right statuses; any of 4xx when left out */
  readonly statuses?: readonly number[];
  /** The field at which, or inside which, the refusal points; its status is then 422 */
  readonly field?: string;
  /** Headers of the answer */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether 200 is right as well, or 404 where the path names nothing */
  readonly mayServe?: boolean;
}

interface Problem {
  readonly type?: unknown;
  readonly title?: unknown;
  readonly status?: unknown;
  readonly code?: unknown;
  readonly requestId?: unknown;
  readonly errors?: readonly FieldError[];
}

/** What a caller must never read: where in the code it happened, or what was asked of the database. */
const internals =
  /\n\s+at |node_modules|\.[jt]s:\d|prisma|postgres|\b(?:SELECT|INSERT|UPDATE|DELETE)\b.*\b(?:FROM|INTO|SET)\b/i;

/** Whether an entry of `errors` is what the catalogue makes of its code and params; `each` is said of a list's entries. */
function isOfCatalogue({ pointer, code, params, detail }: FieldError): boolean {
  if (!fieldErrorCodes.includes(code) || typeof params !== 'object') return false;
  const made = fieldError(pointer, ...([code, params] as unknown as FieldFault));
  return [made.detail, `each ${made.detail}`].includes(detail);
}

function flawsOfForm({ status, headers, body, text }: Answer): string[] {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Problem;
  const type = headers.get('content-type') ?? '';
  const code = String(problem.code);
  return [
    ...(type.includes('application/problem+json') ? [] : [`is ${type || 'of no type'}`]),
    ...(typeof problem.type === 'string' ? [] : ['has no type']),
    ...(typeof problem.title === 'string' ? [] : ['has no title']),
    ...(problem.status === status ? [] : [`says that it is ${String(problem.status)}`]),
    ...(/^[a-z_]+\.[a-z_]+$/.test(code) ? [] : [`has the code ${code}`]),
    ...(problem.requestId === headers.get('x-request-id') ? [] : ['names another request']),
    ...((problem.errors ?? []).every(isOfCatalogue) ? [] : ['has a field error without its code or params']),
    ...(internals.test(text) ? ['tells of internals'] : []),
  ];
}

/** Whether a refusal points at a field or at something inside it. */
function pointsAt(field: string, body: unknown): boolean {
  const { errors = [] } = (body ?? {}) as Problem;
  return errors.some(({ pointer }) => pointer === field || pointer.startsWith(`${field}/`));
}

/** What is wrong with an answer by what its case expects; empty when nothing is. */
export function flawsOf(answer: Answer, refusal: Refusal): string[] {
  const { status } = answer;
  const { statuses, field, headers = {}, mayServe = false } = refusal;
  if (mayServe && status === 200) return [];
  if (mayServe && status === 404) return flawsOf(answer, { statuses: [404] });
  const right = field === undefined ? statuses : [422];
  const isRight = right === undefined ? status >= 400 && status < 500 : right.includes(status);
  const wrongHeaders = Object.entries(headers).filter(([name, value]) => answer.headers.get(name) !== value);
  const flaws = [
    ...(isRight ? [] : [`is not ${right?.join(' or ') ?? '4xx'}`]),
    ...flawsOfForm(answer),
    ...(field === undefined || pointsAt(field, answer.body) ? [] : [`does not point at ${field}`]),
    ...wrongHeaders.map(([name, value]) => `has no ${name}: ${value}`),
  ];
  return flaws.length === 0 ? [] : [`${status} ${flaws.join(', ')}: ${answer.text.slice(0, 300)}`];
}
