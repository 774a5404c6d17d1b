import { AppError } from '#libs/common';

export const waitlistEntryNotFound = (): AppError =>
  new AppError('waitlist.not_found', 'not_found', 'There is no such entry on the waitlist.');

export const tooManyWaitlistEntries = (most: number): AppError =>
  new AppError(
    'waitlist.too_many_entries',
    'invalid',
    `A patient can wait for ${most} times at once at most. Leave one of the lists first.`,
  );

export const notOffered = (): AppError =>
  new AppError('waitlist.not_offered', 'conflict', 'There is no offer to be answered.');

export const offerExpired = (): AppError =>
  new AppError('waitlist.offer_expired', 'gone', 'The offer has ended: the time is no longer held for you.');

export const notWaiting = (): AppError =>
  new AppError('waitlist.not_waiting', 'conflict', 'The patient has an offer, or waits no longer.');

export const waitlistEntryOver = (): AppError =>
  new AppError('waitlist.over', 'conflict', 'The entry has been booked, or has expired.');
