export { AnswersService } from './answers.service.js';
export { DeskOffersService } from './desk-offers.service.js';
export { type WaitlistEntry, type WaitlistFilter, type WaitlistOffer } from './entry.js';
export { WaitlistModule } from './waitlist.module.js';
export { type WaitlistRequest, WaitlistService } from './waitlist.service.js';
