import { TextInput } from '@mantine/core';
import { messages } from '../../messages/index.js';

interface CodeFieldProps {
  hint: string;
  error: string | undefined;
  /** A recovery code has letters too */
  takesRecoveryCodes?: boolean;
}

/** A code of an authenticator app, or in place of it a recovery code. */
export function CodeField({ hint, error, takesRecoveryCodes = false }: CodeFieldProps) {
  return (
    <TextInput
      size="md"
      name="code"
      label={messages.form.code}
      description={hint}
      error={error}
      required
      withAsterisk={false}
      inputMode={takesRecoveryCodes ? 'text' : 'numeric'}
      autoComplete="one-time-code"
      maxLength={20}
    />
  );
}
