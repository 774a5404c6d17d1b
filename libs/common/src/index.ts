export { firstZone, lastZone } from './date-line.js';
export {
  AppError,
  assertVersion,
  invalidInput,
  unavailable,
  type ErrorKind,
  versionMismatch,
} from './errors/app-error.js';
export { Clock, SystemClock } from './clock.js';
export { serviceComplaint } from './complaint.js';
export { CommonModule } from './common.module.js';
export { decodeCursor, largestId, toPage, type Page } from './cursor.js';
export {
  fieldError,
  fieldErrorCodes,
  type FieldError,
  type FieldErrorCode,
  type FieldErrorParams,
  type FieldFault,
  type PlainFieldErrorCode,
} from './errors/field-errors.js';
export { folderWith } from './folder-with.js';
export { JsonLogger } from './json-logger.js';
export { Loop, type LoopOptions } from './work/loop.js';
export { livingLoops, turningLoops } from './work/loops-health.js';
export { type ErrorCode, type ProblemCode, problemCodes } from './errors/problem-codes.js';
export {
  currentContext,
  outsideRequests,
  noteClaim,
  noteRecorded,
  noteSeen,
  type Noting,
  runInContext,
  type RequestContext,
} from './request-context.js';
export { Batches } from './work/batches.js';
export { isTraceparent, traceparentAfter } from './trace.js';
export { day, hour, minute, second } from './units.js';
export { isUuid, uuidForm } from './uuid.js';
export { within } from './work/within.js';
export { emailKeys, lineKey, tidyEmail, tidyLine, usernameKey } from './text/comparison-keys.js';
export { foldedName, foldedSpellings, foldedText } from './text/folded-text.js';
export { hasControls, isLine, isText, tidyLines } from './text/lines.js';
export { isCountry, longestPhone, parsePhone, shownPhone } from './text/phone.js';
export { areSimilarNames } from './text/similar-names.js';
export { writtenDates } from './text/written-date.js';
export { canonicalZone, countryOfZone } from './text/zones.js';
