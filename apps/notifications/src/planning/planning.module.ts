import { Module } from '@nestjs/common';
import { GuardianshipPlansRepository } from '#libs/auth';
import { NotificationsModule } from '#libs/notifications';
import { FactsModule } from '../facts/facts.module.js';
import { AccountMails } from './account-mails.service.js';
import { DigestsRepository } from './digests.repository.js';
import { EndedWaits } from './ended-waits.service.js';
import { LinkBudgetRepository } from './link-budget.repository.js';
import { PlacePlanner } from './place-planner.service.js';
import { PlannerService } from './planner.service.js';
import { PlanningRepository } from './planning.repository.js';
import { ReplannerScheduler } from './replanner.scheduler.js';
import { ReplanningRepository } from './replanning.repository.js';

/** Decides which messages there are to be, and when. */
@Module({
  imports: [FactsModule, NotificationsModule],
  providers: [
    AccountMails,
    DigestsRepository,
    EndedWaits,
    GuardianshipPlansRepository,
    LinkBudgetRepository,
    PlacePlanner,
    PlannerService,
    PlanningRepository,
    ReplannerScheduler,
    ReplanningRepository,
  ],
  exports: [AccountMails, EndedWaits, PlacePlanner, PlannerService],
})
export class PlanningModule {}
