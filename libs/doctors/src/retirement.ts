import { type Temporal } from 'temporal-polyfill';

/**
 * Whether a doctor, a location or a visit type has retired: its date has come.
 *
 * @param retiresOn `YYYY-MM-DD`; null when it does not retire
 * @param timeZone of the location concerned
 */
export const isRetired = (retiresOn: string | null, timeZone: string, now: Temporal.Instant): boolean =>
  retiresOn !== null && retiresOn <= now.toZonedDateTimeISO(timeZone).toPlainDate().toString();
