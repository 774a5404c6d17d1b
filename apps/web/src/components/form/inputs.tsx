import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type ChangeEvent, type HTMLInputTypeAttribute, type KeyboardEvent } from 'react';
import { type LineField, type LinesField, longestLine, longestLines } from '../../api/text-fields.js';
import { type FieldErrors } from './refusals.js';

interface Named {
  name: string;
}

interface InputProps {
  label: string;
  errors: FieldErrors;
  hint?: string | undefined;
  defaultValue?: string | number | null | undefined;
  required?: boolean;
}

const order = ['label', 'description', 'input', 'error'] as ('label' | 'description' | 'input' | 'error')[];

/** What all fields share: labels above, hints below them, faults at the end. */
const shared = ({ name, label, errors, hint, required = false }: InputProps & Named) => ({
  size: 'md' as const,
  name,
  label,
  description: hint,
  error: errors[name],
  required,
  withAsterisk: false,
  inputWrapperOrder: order,
});

/** The name of the request's field after its request */
const nameOf = (field: LineField | LinesField): string => field.slice(field.indexOf('.') + 1);

interface LineProps extends InputProps {
  type?: HTMLInputTypeAttribute;
  /** The first date */
  min?: string;
  pattern?: string;
  /** What a browser may fill in; nothing when left out */
  autoComplete?: string;
  /** Names that the field may be filled with */
  suggestions?: readonly string[];
}

/** A text that the API takes is said by its field, which tells its name and length; all else by its name. */
type TextFieldProps = LineProps & ({ of: LineField } | { of?: undefined; name: string; maxLength?: number });

/** One line of text, or a date, a time, an address. */
export function TextField({
  type = 'text',
  autoComplete = 'off',
  min,
  pattern,
  suggestions,
  ...props
}: TextFieldProps) {
  const { name, maxLength } =
    props.of === undefined ? props : { name: nameOf(props.of), maxLength: longestLine[props.of] };
  const list = suggestions === undefined ? undefined : `${name}-suggestions`;
  return (
    <>
      <TextInput
        {...shared({ ...props, name })}
        type={type}
        defaultValue={props.defaultValue ?? ''}
        autoComplete={autoComplete}
        dir={type === 'email' || type === 'tel' ? 'ltr' : 'auto'}
        {...(min !== undefined && { min })}
        {...(maxLength !== undefined && { maxLength })}
        {...(pattern !== undefined && { pattern })}
        {...(list !== undefined && { list })}
      />
      {suggestions !== undefined && (
        <datalist id={list}>
          {suggestions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
    </>
  );
}

interface NumberFieldProps extends InputProps, Named {
  min: number;
  max: number;
  /** The smallest difference of two values; `any` for fractions */
  step?: number | 'any';
}

/** A number between two others, checked before it is sent. */
export function NumberField({ min, max, step = 1, ...props }: NumberFieldProps) {
  return (
    <TextInput
      {...shared(props)}
      type="number"
      inputMode={step === 1 ? 'numeric' : 'decimal'}
      defaultValue={props.defaultValue ?? ''}
      min={min}
      max={max}
      step={step}
      autoComplete="off"
    />
  );
}

interface LongTextFieldProps extends InputProps {
  of: LinesField;
  rows?: number;
  /** With `onType` in place of `defaultValue`: what the page keeps by itself */
  value?: string;
  onType?: (text: string) => void;
  /** The text once the focus leaves it */
  onLeave?: (text: string) => void;
}

/** Enter makes a line here; with Ctrl or Cmd it sends the form, as the button does. */
function sendByKey(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
}

/** What people tell, in as many lines as they like. */
export function LongTextField({ of, rows = 4, value, onType, onLeave, ...props }: LongTextFieldProps) {
  const kept =
    value === undefined
      ? { defaultValue: props.defaultValue ?? '' }
      : {
          value,
          onChange: ({ currentTarget }: ChangeEvent<HTMLTextAreaElement>) => onType?.(currentTarget.value),
        };
  return (
    <Textarea
      {...shared({ ...props, name: nameOf(of) })}
      {...kept}
      dir="auto"
      rows={rows}
      maxLength={longestLines[of]}
      onKeyDown={sendByKey}
      onBlur={({ currentTarget }) => onLeave?.(currentTarget.value)}
    />
  );
}

interface SelectFieldProps extends InputProps, Named {
  options: readonly { value: string; label: string }[];
  onChange?: (value: string) => void;
}

export function SelectField({ options, onChange, ...props }: SelectFieldProps) {
  return (
    <NativeSelect
      {...shared(props)}
      defaultValue={props.defaultValue ?? ''}
      data={[...options]}
      onChange={(event) => onChange?.(event.currentTarget.value)}
    />
  );
}
