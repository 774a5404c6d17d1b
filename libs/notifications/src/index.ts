export { type CalendarVisit, invitation } from './calendar.js';
export {
  Channel,
  channels,
  type Choice,
  type ChosenOccasion,
  chosenOccasions,
  type Locale,
  locales,
  Occasion,
  type Preferences,
  reminderBounds,
  wants,
} from './choices.js';
export { CalendarFeedsService } from './calendar-feeds.service.js';
export { inboxSignal } from './inbox-signal.js';
export { type LedgerEntry, type LedgerFilter, type Scope } from './ledger.repository.js';
export { LedgerService } from './ledger.service.js';
export { linkUnknown, notAPushService, quietHoursHalf, reportNotSigned } from './notifications.errors.js';
export { NotificationsModule } from './notifications.module.js';
export { PreferencesRepository, type Recipient } from './preferences.repository.js';
export { PreferencesService, type PreferencesChange } from './preferences.service.js';
export { isPushService } from './push-services.js';
export { PushSubscriptionsRepository, type Subscription } from './push-subscriptions.repository.js';
export { isSigned } from './signed-report.js';
export { type Mail, toMail } from './templates/mail.js';
export {
  accountNotice,
  type Audience,
  digestNotice,
  type DoctorsTomorrow,
  type Notice,
  type NoticedVisit,
  visitNotice,
} from './templates/notice.js';
export { preview } from './templates/preview.js';
export { unsubscribePage } from './templates/unsubscribe-page.js';
export { type AccountOccasion, type VisitOccasion, wordsOf } from './templates/words.js';
export { DeliveryState } from '#libs/database';
