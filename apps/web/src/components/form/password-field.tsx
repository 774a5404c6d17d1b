import { ActionIcon, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { HiddenIcon, VisibleIcon } from '../icons/icons.js';
import { messages } from '../../messages/index.js';
import styles from './form.module.css';
import { charactersOf, leastCharacters, type Strength, strengthOf } from './password-strength.js';

const texts = messages.form;

interface PasswordFieldProps {
  name: string;
  label: string;
  error: string | undefined;
  autoComplete: 'current-password' | 'new-password';
  hint?: ReactNode;
  onType?: (password: string) => void;
}

/** Typed once: the user can have it shown and check it. */
export function PasswordField({ name, label, error, autoComplete, hint, onType }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <TextInput
      size="md"
      type={shown ? 'text' : 'password'}
      name={name}
      label={label}
      description={hint}
      error={error}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      autoComplete={autoComplete}
      autoCapitalize="none"
      spellCheck={false}
      required
      withAsterisk={false}
      maxLength={128}
      onChange={(event) => onType?.(event.currentTarget.value)}
      rightSectionWidth={44}
      rightSection={
        <ActionIcon
          variant="subtle"
          size={36}
          aria-label={shown ? texts.hidePassword : texts.showPassword}
          onClick={() => {
            setShown(!shown);
          }}
        >
          {shown ? <HiddenIcon /> : <VisibleIcon />}
        </ActionIcon>
      }
    />
  );
}

function strengthText(strength: Strength, password: string): string {
  if (strength === 'short') return texts.strength.short(leastCharacters - charactersOf(password));
  return texts.strength[strength];
}

/** With a hint how strong it is, by its length. */
export function NewPasswordField({
  name,
  label,
  error,
}: Pick<PasswordFieldProps, 'name' | 'label' | 'error'>) {
  const [password, setPassword] = useState('');
  const strength = strengthOf(password);
  return (
    <PasswordField
      name={name}
      label={label}
      error={error}
      autoComplete="new-password"
      onType={setPassword}
      hint={
        <span className={styles.strength} data-strength={strength}>
          {strengthText(strength, password)}
        </span>
      }
    />
  );
}
