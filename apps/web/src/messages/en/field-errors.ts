import { type FieldErrorWords } from '../field-error-words.js';
import { form } from './form.js';

const counted = (count: number, one: string, other: string): string =>
  `${count} ${count === 1 ? one : other}`;
const characters = (count: number): string => counted(count, 'character', 'characters');
const entries = (count: number): string => counted(count, 'entry', 'entries');
const days = (count: number): string => counted(count, 'day', 'days');

const unreadable = 'This has characters that cannot be saved. Please type it again.';
const wrong = 'This cannot be right. Please check it.';
const choose = 'Choose one of the values on offer.';
const gone = 'This no longer exists. Choose something else.';
const outdated = 'This page is out of date. Load it again.';

export const fieldErrors: FieldErrorWords = {
  'field.required': form.missing,
  'field.unknown': outdated,
  'field.misnamed': outdated,
  'field.required_with': form.missing,
  'field.required_unless': form.missing,
  'field.only_with': 'This does not go with what you chose.',
  'field.not_with': 'This does not go with what you chose.',
  'text.expected': wrong,
  'text.required': form.missing,
  'text.too_short': ({ min }) => `At least ${characters(min)}.`,
  'text.too_long': ({ max }) => `At most ${characters(max)}.`,
  'text.malformed': unreadable,
  'text.not_one_line': 'Write this in one line.',
  'text.control_character': 'Remove the control characters: type it instead of pasting it.',
  'text.not_utf8': 'This file cannot be read. Save it as UTF-8.',
  'number.expected': 'Enter a number.',
  'number.not_whole': 'Enter a whole number.',
  'number.too_small': ({ min }) => form.tooLittle(String(min)),
  'number.too_large': ({ max }) => form.tooMuch(String(max)),
  'number.too_precise': ({ places }) => `At most ${counted(places, 'decimal place', 'decimal places')}.`,
  'boolean.expected': choose,
  'object.expected': wrong,
  'object.too_deep': wrong,
  'list.expected': wrong,
  'list.too_short': ({ min }) => `At least ${entries(min)}.`,
  'list.too_long': ({ max }) => `At most ${entries(max)}.`,
  'list.repeats': 'Something is here twice.',
  'entry.repeated': 'This is here already.',
  'choice.unknown': choose,
  'choice.not_among': choose,
  'reference.unknown': gone,
  'id.invalid': choose,
  'uuid.invalid': outdated,
  'email.invalid': form.noEmail,
  'phone.invalid':
    'Enter a telephone number that exists, with its country code if it is from abroad: +44 20 7946 0018.',
  'country.invalid': 'Choose a country.',
  'username.invalid': form.usernameRule,
  'language.invalid': 'Enter a language as a short code, such as en or pt-BR.',
  'coordinates.invalid': 'Enter latitude and longitude in degrees, such as 52.52,13.405.',
  'latitude.invalid': 'Enter a latitude from -90 to 90 degrees.',
  'longitude.invalid': 'Enter a longitude from -180 to 180 degrees.',
  'cursor.invalid': outdated,
  'etag.invalid': outdated,
  'key.invalid': outdated,
  'push.key_invalid': 'This browser cannot receive messages from here.',
  'push.secret_invalid': 'This browser cannot receive messages from here.',
  'push.service_unknown': 'This browser cannot receive messages from here.',
  'date.invalid': 'Enter a date from 1900 on.',
  'date.to_come': 'Enter a date that is not in the future.',
  'date.passed': 'This date has passed. Choose a later one.',
  'date.before': ({ other }) =>
    other === 'birthDate'
      ? 'This is before the birth. Choose a later date.'
      : 'This ends before it begins. Choose a later date.',
  'date.after': ({ other }) =>
    other === 'deceasedOn'
      ? 'This is after the death. Choose an earlier date.'
      : 'This is too late for the other date. Choose an earlier one.',
  'date.too_far': ({ max }) => `At most ${days(max)}. Choose an earlier end.`,
  'time.invalid': 'Enter a time from 00:00 to 23:59.',
  'time.same_as': 'Start and end are the same. Choose another time.',
  'instant.invalid': 'Choose a date and a time.',
  'zone.invalid': 'Choose a time zone, such as Europe/Berlin.',
  'password.too_short': ({ min }) => `The password must have at least ${characters(min)}.`,
  'password.too_common': 'This is one of the most common passwords. Choose another one.',
  'password.too_guessable':
    'This password is too easy to guess. Take several words that have nothing to do with each other.',
  'password.own_name': 'The password must not be your username or your e-mail address.',
  'role.no_locations': 'Only staff have locations.',
  'window.repeated': 'These hours are here already.',
  'window.at_two_locations': 'The doctor is at another location at that time.',
  'exception.for_extra_only': 'This is for extra hours only.',
  'exception.needed_for_extra': 'Extra hours need a start and an end.',
  'start.in_past': 'That time has passed. Choose a later one.',
  'start.too_soon': 'This visit has to be booked earlier before its start.',
  'start.beyond_horizon': 'This visit cannot be booked that far ahead yet.',
  'start.retired': 'From that date on there are no more bookings for this doctor, place or kind of visit.',
  'start.outside_hours': 'The doctor does not work at that time.',
  'start.closed': 'The clinic is closed at that time.',
  'start.off_grid': 'Visits start at other minutes. Choose one of the free times.',
  'visit_type.not_offered': 'The doctor does not offer this kind of visit. Choose another one.',
  'doctor.none_such': 'No doctor fits.',
  'doctor.same': 'Choose another doctor.',
  'hold.differs': 'Another time was held for you. Choose the time again.',
  'reason.required': 'It is late for a change: say why.',
  'series.conflicts': 'Not every visit of the series can be booked.',
  'series.empty': 'Leave at least one visit in the series.',
};
