import { AppError, fieldError, invalidInput } from '#libs/common';

export const messageNotFound = (): AppError =>
  new AppError('notification.not_found', 'not_found', 'There is no such message.');

export const deliveryNotFound = (): AppError =>
  new AppError('delivery.not_found', 'not_found', 'There is no such message.');

export const notToBeResent = (): AppError =>
  new AppError(
    'delivery.not_to_be_resent',
    'conflict',
    'The message is still to be sent, is read in the app, or has a link that its reader must ask for again.',
  );

export const feedNotFound = (): AppError =>
  new AppError('calendar.not_found', 'not_found', 'There is no such calendar.');

export const linkUnknown = (): AppError =>
  new AppError('unsubscribe.link_invalid', 'not_found', 'The link is not one of ours.');

export const reportNotSigned = (): AppError =>
  new AppError('delivery_report.not_signed', 'unauthenticated', 'The report does not bear a good signature.');

export const quietHoursHalf = (): AppError =>
  invalidInput(fieldError('/quietTo', 'field.only_with', { other: 'quietFrom' }));

export const notAPushService = (): AppError => invalidInput(fieldError('/endpoint', 'push.service_unknown'));
