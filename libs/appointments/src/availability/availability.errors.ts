import { AppError, fieldError, type FieldError } from '#libs/common';
import { type RefusalCode } from './availability.js';

export const takenMessage = 'The time is taken.';

type RuleCode = Exclude<RefusalCode, 'taken'>;

const refusedStart = (code: RuleCode, pointer = '/appointmentDateTime'): FieldError =>
  fieldError(pointer, `start.${code}`);

/** What a reason means to a patient; it tells nothing of the visits of other patients. */
export const explanationOf = (code: RefusalCode): string =>
  code === 'taken' ? takenMessage : refusedStart(code).detail;

/** @param pointer the field that names the time */
export const notBookable = (code: RuleCode, pointer?: string): AppError => {
  const error = refusedStart(code, pointer);
  return new AppError(`appointment.${code}`, 'invalid', error.detail, { errors: [error] });
};

export const visitTypeNotOffered = (): AppError =>
  new AppError(
    'appointment.visit_type_not_offered',
    'invalid',
    'The doctor does not offer this visit type.',
    {
      errors: [fieldError('/visitTypeId', 'visit_type.not_offered')],
    },
  );

/** @param fields what the doctors were looked for by */
export const noSuchDoctors = (fields: readonly ('specialization' | 'locationId')[]): AppError =>
  new AppError('appointment.no_such_doctors', 'invalid', 'There are no such doctors.', {
    errors: fields.map((field) => fieldError(`/${field}`, 'doctor.none_such')),
  });
