import {
  type ArgumentMetadata,
  Injectable,
  type PipeTransform,
  type Type,
  ValidationPipe,
  type ValidationPipeOptions,
} from '@nestjs/common';
import {
  AppError,
  fieldError,
  type FieldError,
  hasControls,
  invalidInput,
  isLine,
  isText,
  largestId,
  type PlainFieldErrorCode,
} from '#libs/common';
import { fieldErrorsOf } from './field-faults.js';
import { type Plan, planOf } from './plans.js';
import { fieldsOfLines } from './text.js';

const deepest = 32;

/** All text is one line but for what a DTO declares as lines, and a body that is text itself, such as a calendar. */
function faultOf(
  text: string,
  pointer: string,
  ofLines: ReadonlySet<string>,
): PlainFieldErrorCode | undefined {
  if (!isText(text)) return 'text.malformed';
  if (pointer === '') return undefined;
  if (hasControls(text)) return 'text.control_character';
  return isLine(text) || ofLines.has(pointer.slice(1)) ? undefined : 'text.not_one_line';
}

const none: ReadonlySet<string> = new Set();

function unreadable(value: unknown, ofLines: ReadonlySet<string>): FieldError | undefined {
  const open: { value: unknown; pointer: string; depth: number }[] = [{ value, pointer: '', depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { pointer, depth } = next;
    if (depth > deepest) return fieldError('', 'object.too_deep', { max: deepest });
    const code = typeof next.value === 'string' ? faultOf(next.value, pointer, ofLines) : undefined;
    if (code !== undefined) return fieldError(pointer, code);
    if (typeof next.value === 'object' && next.value !== null) {
      for (const [name, inner] of Object.entries(next.value)) {
        if (!isText(name)) return fieldError(pointer, 'field.misnamed');
        open.push({ value: inner, pointer: `${pointer}/${name}`, depth: depth + 1 });
      }
    }
  }
  return undefined;
}

/** Refuses text that no later step could keep, wherever in the input it stands. No body counts as an empty one. */
@Injectable()
export class ReadableInputPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    const error = unreadable(value, metatype === undefined ? none : fieldsOfLines(metatype));
    if (error !== undefined) throw invalidInput(error);
    if (type !== 'body') return value;
    if (value === null || Array.isArray(value)) throw invalidInput(fieldError('', 'object.expected'));
    return value ?? {};
  }
}

class LibraryPipe extends ValidationPipe {
  /** Nest would make numbers of what a path says before {@link IdPipe} sees it: 1 of `0x1`. */
  protected override transformPrimitive(value: unknown): unknown {
    return value;
  }
}

class DtoPipe extends LibraryPipe {
  private readonly plans = new Map<Type<object>, Plan | undefined>();

  /** Input in which nothing is wrong takes the short way; what is wrong, class-validator says. */
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { type, metatype } = metadata;
    const plan =
      type === 'custom' || metatype === undefined ? undefined : this.planFor(metatype as Type<object>);
    const made = plan?.(value);
    return made === undefined ? super.transform(value, metadata) : Promise.resolve(made);
  }

  private planFor(dto: Type<object>): Plan | undefined {
    if (!this.plans.has(dto)) this.plans.set(dto, planOf(dto));
    return this.plans.get(dto);
  }
}

const options: ValidationPipeOptions = {
  transform: true,
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  stopAtFirstError: true,
  validationError: { target: true, value: true },
  exceptionFactory: (errors) => invalidInput(...fieldErrorsOf(errors)),
};

/** Turns input into DTOs; unknown fields are refused, and every wrong field is named. */
export const dtoPipe = (): ValidationPipe => new DtoPipe(options);

/** The same, all of it by class-transformer and class-validator. */
export const libraryPipe = (): ValidationPipe => new LibraryPipe(options);

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
