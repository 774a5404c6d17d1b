import { Module } from '@nestjs/common';
import { CalendarDomainRepository } from './calendars/calendar-domain.repository.js';
import { CalendarFeedsRepository } from './calendars/calendar-feeds.repository.js';
import { CalendarFeedsService } from './calendars/calendar-feeds.service.js';
import { CalendarFilesService } from './calendars/calendar-files.service.js';
import { CalendarWriter } from './calendars/calendar-writer.service.js';
import { GuardianNoticesRepository } from './inbox/guardian-notices.repository.js';
import { InAppMessagesRepository } from './inbox/in-app-messages.repository.js';
import { InAppMessagesService } from './inbox/in-app-messages.service.js';
import { LedgerRepository } from './ledger/ledger.repository.js';
import { LedgerService } from './ledger/ledger.service.js';
import { MovedMessagesRepository } from './inbox/moved-messages.repository.js';
import { PersonalMessagesRepository } from './inbox/personal-messages.repository.js';
import { DiallingRepository } from './preferences/dialling.repository.js';
import { PhonesService } from './preferences/phones.service.js';
import { PreferencesRepository } from './preferences/preferences.repository.js';
import { PreferencesService } from './preferences/preferences.service.js';
import { PushSubscriptionsRepository } from './push/push-subscriptions.repository.js';
import { PushSubscriptionsService } from './push/push-subscriptions.service.js';

@Module({
  providers: [
    CalendarDomainRepository,
    CalendarFeedsRepository,
    CalendarFeedsService,
    CalendarFilesService,
    CalendarWriter,
    DiallingRepository,
    GuardianNoticesRepository,
    InAppMessagesRepository,
    InAppMessagesService,
    LedgerRepository,
    LedgerService,
    MovedMessagesRepository,
    PersonalMessagesRepository,
    PhonesService,
    PreferencesRepository,
    PreferencesService,
    PushSubscriptionsRepository,
    PushSubscriptionsService,
  ],
  exports: [
    CalendarFeedsService,
    CalendarFilesService,
    CalendarWriter,
    GuardianNoticesRepository,
    InAppMessagesRepository,
    InAppMessagesService,
    LedgerService,
    MovedMessagesRepository,
    PersonalMessagesRepository,
    PhonesService,
    PreferencesRepository,
    PreferencesService,
    PushSubscriptionsRepository,
    PushSubscriptionsService,
  ],
})
export class NotificationsModule {}
