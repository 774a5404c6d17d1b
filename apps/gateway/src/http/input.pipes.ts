import {
  type ArgumentMetadata,
  Injectable,
  type PipeTransform,
  ValidationPipe,
  type ValidationError,
} from '@nestjs/common';
import { AppError, type FieldError, invalidInput, largestId } from '#libs/common';

const deepest = 32;

/** PostgreSQL cannot keep NUL, and half a surrogate pair is no character. */
const isText = (value: string): boolean => value.isWellFormed() && !value.includes('\0');

/** Text without a line break, which could begin another header of an e-mail or another line of a log. */
export const isLine = (value: string): boolean => isText(value) && !/[\r\n]/.test(value);

/**
 * What may have several lines: these fields, and a body that is text itself, such as a calendar. All other text is one
 * line, because names and reasons end up in subjects.
 */
const severalLines = new Set(['', '/bio']);

function faultOf(text: string, mayBreak: boolean): string | undefined {
  if (!isText(text)) return 'must be well-formed text';
  return mayBreak || isLine(text) ? undefined : 'must be one line';
}

function unreadable(value: unknown): FieldError | undefined {
  const open: { value: unknown; pointer: string; depth: number }[] = [{ value, pointer: '', depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { pointer, depth } = next;
    if (depth > deepest) return { pointer: '', detail: `must not nest deeper than ${deepest} levels` };
    const detail =
      typeof next.value === 'string' ? faultOf(next.value, severalLines.has(pointer)) : undefined;
    if (detail !== undefined) return { pointer, detail };
    if (typeof next.value === 'object' && next.value !== null) {
      for (const [name, inner] of Object.entries(next.value)) {
        if (!isText(name)) return { pointer, detail: 'has a name that is not well-formed text' };
        open.push({ value: inner, pointer: `${pointer}/${name}`, depth: depth + 1 });
      }
    }
  }
  return undefined;
}

/** Refuses text that no later step could keep, wherever in the input it stands. No body counts as an empty one. */
@Injectable()
export class ReadableInputPipe implements PipeTransform {
  transform(value: unknown, { type }: ArgumentMetadata): unknown {
    const error = unreadable(value);
    if (error !== undefined) throw invalidInput(error);
    if (type !== 'body') return value;
    if (value === null || Array.isArray(value))
      throw invalidInput({ pointer: '', detail: 'must be an object' });
    return value ?? {};
  }
}

const flatten = (errors: readonly ValidationError[], parent = ''): FieldError[] =>
  errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const pointer = `${parent}/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const own = Object.values(constraints).map((message) => ({ pointer, detail: message }));
    return [...own, ...flatten(children, pointer)];
  });

class DtoPipe extends ValidationPipe {
  /** Nest would make numbers of what a path says before {@link IdPipe} sees it: 1 of `0x1`. */
  protected override transformPrimitive(value: unknown): unknown {
    return value;
  }
}

/** Turns input into DTOs; unknown fields are refused, and every wrong field is named. */
export const dtoPipe = (): ValidationPipe =>
  new DtoPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => invalidInput(...flatten(errors)),
  });

/** Reads an id from a path. What cannot be an id belongs to nothing. */
@Injectable()
export class IdPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    const id = /^\d{1,10}$/.test(value) ? Number(value) : 0;
    if (id < 1 || id > largestId)
      throw new AppError('request.unknown_id', 'not_found', 'There is nothing with this id.');
    return id;
  }
}
