import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from '../../routing/link.js';
import { addresses } from '../../routing/location.js';
import { messages } from '../../messages/index.js';
import styles from './form.module.css';
import { TextField } from './inputs.js';
import { NewPasswordField, PasswordField } from './password-field.js';
import { type FieldErrors, isCodeWanted } from './refusals.js';

const texts = messages.form;

const plain = {
  size: 'md',
  required: true,
  withAsterisk: false,
  autoCapitalize: 'none',
  autoCorrect: 'off',
  spellCheck: false,
  inputWrapperOrder: ['label', 'input', 'error', 'description'] as (
    'label' | 'input' | 'error' | 'description'
  )[],
} as const;

export function EmailField({ errors }: { errors: FieldErrors }) {
  return (
    <TextInput
      {...plain}
      type="email"
      name="email"
      label={texts.email}
      error={errors.email}
      autoComplete="email"
      maxLength={254}
    />
  );
}

interface NameFieldProps {
  errors: FieldErrors;
  name?: string | null;
  required?: boolean;
}

/** What the clinic calls the user. */
export function NameField({ errors, name, required = false }: NameFieldProps) {
  return (
    <TextField
      of="RegisterDto.name"
      label={texts.name}
      hint={texts.nameHint}
      errors={errors}
      defaultValue={name}
      required={required}
      autoComplete="name"
    />
  );
}

/** What an account is opened with. */
export function NewAccountFields({ errors }: { errors: FieldErrors }) {
  return (
    <>
      <TextInput
        {...plain}
        name="username"
        label={texts.username}
        error={errors.username}
        autoComplete="username"
        maxLength={50}
      />
      <NewPasswordField name="password" label={texts.password} error={errors.password} />
    </>
  );
}

interface SignInFieldsProps {
  errors: FieldErrors;
  /** What the last try came to */
  error: Error | null;
}

/** Username and password; the code of a second factor once the API has asked for it. */
export function SignInFields({ errors, error }: SignInFieldsProps) {
  const [needsCode, setNeedsCode] = useState(false);
  if (isCodeWanted(error) && !needsCode) setNeedsCode(true);
  return (
    <>
      <TextInput
        {...plain}
        name="username"
        label={texts.login}
        error={errors.username}
        autoComplete="username"
        maxLength={254}
      />
      <PasswordField
        name="password"
        label={texts.password}
        error={errors.password}
        autoComplete="current-password"
      />
      {needsCode && (
        <TextInput
          {...plain}
          name="code"
          label={texts.code}
          description={texts.codeHint}
          error={errors.code}
          autoComplete="one-time-code"
          maxLength={20}
          autoFocus
        />
      )}
      <p className={styles.aside}>
        <Link href={addresses.forgotPassword}>{texts.forgot}</Link>
      </p>
    </>
  );
}
