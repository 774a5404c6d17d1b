import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsEmail } from 'class-validator';
import { Temporal } from 'temporal-polyfill';
import { firstZone, tidyEmail } from '#libs/common';
import { check, IsLocalDate } from './checks.js';
import { inOneForm, IsText } from './text.js';

// What is equal to a person is equal here: each of these takes a text in its one form.

/** An e-mail address; an international domain may come in either of its forms. */
export const IsAddress = (): PropertyDecorator =>
  applyDecorators(inOneForm(tidyEmail), IsText('email'), IsEmail());

function canonical(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? tag;
  } catch {
    return tag;
  }
}

/** Language tags (BCP 47), such as `en` or `pt-BR`, in any case. */
export const InLanguageForm = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    Array.isArray(value)
      ? value.map((tag: unknown) => (typeof tag === 'string' ? canonical(tag) : tag))
      : typeof value === 'string'
        ? canonical(value)
        : value,
  );

const hasCome = check(
  'hasCome',
  'date.to_come',
  (value) => typeof value === 'string' && value <= Temporal.Now.plainDateISO(firstZone).toString(),
);

/** A date of birth: no date to come, wherever the person is. */
export const IsBirthDate = (): PropertyDecorator => applyDecorators(hasCome(), IsLocalDate());
