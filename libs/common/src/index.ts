export { AppError, invalidInput, unavailable, type ErrorKind, type FieldError } from './app-error.js';
export { Clock } from './clock.js';
export { serviceComplaint } from './complaint.js';
export { CommonModule } from './common.module.js';
export { decodeCursor, largestId, toPage, type Page } from './cursor.js';
export { JsonLogger } from './json-logger.js';
export { currentContext, runInContext, type RequestContext } from './request-context.js';
export { isTraceparent, traceparentAfter } from './trace.js';
export { within } from './within.js';
