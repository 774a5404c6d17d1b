import { AppError } from '#libs/common';

export const locationNotFound = (): AppError =>
  new AppError('location.not_found', 'not_found', 'There is no such location.');

export const closureNotFound = (): AppError =>
  new AppError('location.closure_not_found', 'not_found', 'There is no such closure.');

/** @param why half a sentence, such as `it has no VCALENDAR` */
export const notACalendar = (why: string): AppError =>
  new AppError('location.not_a_calendar', 'invalid', `The calendar cannot be read: ${why}.`);

export const calendarZoneUnknown = (name: string): AppError =>
  new AppError(
    'location.calendar_zone_unknown',
    'invalid',
    `The calendar has times in the zone "${name.slice(0, 100)}", which is no IANA time zone such as Europe/Berlin.`,
  );

/** @param why half a sentence */
export const calendarTooLarge = (why: string): AppError =>
  new AppError('location.calendar_too_large', 'invalid', `The calendar is too large: ${why}.`);

export const importDiffers = (): AppError =>
  new AppError(
    'location.import_differs',
    'conflict',
    'The closures have changed since the preview: this import would do something else by now.',
  );
