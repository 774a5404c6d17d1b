import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type HTMLInputTypeAttribute } from 'react';
import { type FieldErrors } from './refusals.js';

interface InputProps {
  name: string;
  label: string;
  errors: FieldErrors;
  hint?: string | undefined;
  defaultValue?: string | number | null | undefined;
  required?: boolean;
}

const order = ['label', 'description', 'input', 'error'] as ('label' | 'description' | 'input' | 'error')[];

/** What all fields share: labels above, hints below them, faults at the end. */
const shared = ({ name, label, errors, hint, required = false }: InputProps) => ({
  size: 'md' as const,
  name,
  label,
  description: hint,
  error: errors[name],
  required,
  withAsterisk: false,
  inputWrapperOrder: order,
});

interface TextFieldProps extends InputProps {
  type?: HTMLInputTypeAttribute;
  maxLength?: number;
  pattern?: string;
  /** What a browser may fill in; nothing when left out */
  autoComplete?: string;
  /** Names that the field may be filled with */
  suggestions?: readonly string[];
}

/** One line of text, or a date, a time, an address. */
export function TextField({
  type = 'text',
  autoComplete = 'off',
  maxLength,
  pattern,
  suggestions,
  ...props
}: TextFieldProps) {
  const list = suggestions === undefined ? undefined : `${props.name}-suggestions`;
  return (
    <>
      <TextInput
        {...shared(props)}
        type={type}
        defaultValue={props.defaultValue ?? ''}
        autoComplete={autoComplete}
        dir={type === 'email' || type === 'tel' ? 'ltr' : 'auto'}
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

interface NumberFieldProps extends InputProps {
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

export function LongTextField({ maxLength, ...props }: InputProps & { maxLength: number }) {
  return (
    <Textarea
      {...shared(props)}
      defaultValue={props.defaultValue ?? ''}
      dir="auto"
      rows={4}
      maxLength={maxLength}
    />
  );
}

interface SelectFieldProps extends InputProps {
  options: readonly { value: string; label: string }[];
}

export function SelectField({ options, ...props }: SelectFieldProps) {
  return <NativeSelect {...shared(props)} defaultValue={props.defaultValue ?? ''} data={[...options]} />;
}
