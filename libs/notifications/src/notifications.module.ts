import { Module } from '@nestjs/common';
import { CalendarFeedsRepository } from './calendar-feeds.repository.js';
import { CalendarFeedsService } from './calendar-feeds.service.js';
import { LedgerRepository } from './ledger.repository.js';
import { LedgerService } from './ledger.service.js';
import { PreferencesRepository } from './preferences.repository.js';
import { PreferencesService } from './preferences.service.js';
import { PushSubscriptionsRepository } from './push-subscriptions.repository.js';

@Module({
  providers: [
    CalendarFeedsRepository,
    CalendarFeedsService,
    LedgerRepository,
    LedgerService,
    PreferencesRepository,
    PreferencesService,
    PushSubscriptionsRepository,
  ],
  exports: [
    CalendarFeedsService,
    LedgerService,
    PreferencesRepository,
    PreferencesService,
    PushSubscriptionsRepository,
  ],
})
export class NotificationsModule {}
