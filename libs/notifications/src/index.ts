export { type CalendarVisit } from './calendars/calendar.js';
export { revisionOf } from './calendars/calendar.sql.js';
export {
  Channel,
  channels,
  type Choice,
  choiceAbout,
  type ChosenOccasion,
  chosenOccasions,
  type Locale,
  locales,
  Occasion,
  isPrompt,
  type KeptPreferences,
  type Preferences,
  prompts,
  reminderBounds,
  wants,
} from './preferences/choices.js';
export { CalendarFeedsService } from './calendars/calendar-feeds.service.js';
export { CalendarFilesService } from './calendars/calendar-files.service.js';
export { CalendarWriter } from './calendars/calendar-writer.service.js';
export { GuardianNoticesRepository } from './inbox/guardian-notices.repository.js';
export {
  type InAppMessage,
  InAppMessagesRepository,
  type NewInAppMessage,
} from './inbox/in-app-messages.repository.js';
export { InAppMessagesService } from './inbox/in-app-messages.service.js';
export { inboxSignal } from './inbox/inbox-signal.js';
export { type LedgerEntry, type LedgerFilter } from './ledger/ledger.repository.js';
export { type Letter } from './ledger/letter.js';
export { LedgerService } from './ledger/ledger.service.js';
export { linkUnknown, quietHoursHalf, reportNotSigned } from './notifications.errors.js';
export { NotificationsModule } from './notifications.module.js';
export { MovedMessagesRepository } from './inbox/moved-messages.repository.js';
export { type PersonalMessages, PersonalMessagesRepository } from './inbox/personal-messages.repository.js';
export { PhonesService } from './preferences/phones.service.js';
export { PreferencesRepository, type Recipient } from './preferences/preferences.repository.js';
export { PreferencesService, type PreferencesChange } from './preferences/preferences.service.js';
export { PushSubscriptionsRepository, type Subscription } from './push/push-subscriptions.repository.js';
export { isPushService } from './push/push-services.js';
export { PushSubscriptionsService } from './push/push-subscriptions.service.js';
export { isSigned } from './ledger/signed-report.js';
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
export { erasedNotice } from './templates/erased.js';
export { type EndedWait, endedWaitNotice } from './templates/ended-wait.js';
export { isNews, type Place, type PlaceChange, placeNotice } from './templates/place.js';
export { preview } from './templates/preview.js';
export { changesNotice } from './templates/changes.js';
export { remindersNotice } from './templates/reminders.js';
export { unsubscribePage } from './templates/unsubscribe-page.js';
export { type AccountOccasion, type VisitOccasion, wordsOf } from './templates/words.js';
export { DeliveryState } from '#libs/database';
export { expiredMessageRows } from './retention.sql.js';
