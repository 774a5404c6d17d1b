import { AppError, fieldError } from '#libs/common';
import { type Alternative, takenMessage } from '../availability/index.js';

/** @param alternatives the nearest free starts */
export const slotTaken = (alternatives: readonly Alternative[]): AppError =>
  new AppError('appointment.slot_taken', 'conflict', takenMessage, { alternatives });

export const holdNotFound = (): AppError =>
  new AppError('hold.not_found', 'not_found', 'There is no such hold.');

export const holdExpired = (): AppError =>
  new AppError('hold.expired', 'gone', 'The time is no longer held for you.');

export const holdUsed = (): AppError =>
  new AppError('hold.used', 'conflict', 'The hold has become an appointment already.');

export const holdExtendedAlready = (): AppError =>
  new AppError('hold.extended_already', 'conflict', 'A hold can be extended once.');

export const holdDiffers = (): AppError =>
  new AppError('hold.differs', 'invalid', 'The hold is for another doctor, time, visit type or patient.', {
    errors: [fieldError('/holdId', 'hold.differs')],
  });
