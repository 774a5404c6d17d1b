import { Button, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { messages } from '../messages/index.js';

const texts = messages.account.calendar;

/** Puts a text into the clipboard and says so. */
export function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState<string>();
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(text);
  };
  return (
    <>
      <Button onClick={() => void copy().catch(() => undefined)}>
        {copied === text ? texts.copied : texts.copy}
      </Button>
      <VisuallyHidden role="status">{copied === text && texts.copied}</VisuallyHidden>
    </>
  );
}
