import { Modal } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';

interface DialogProps {
  title: string;
  size?: 'md' | 'lg';
  centered?: boolean;
  /** Names the button that closes it; without a name there is none */
  closeLabel?: string;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog that is open while it is mounted. When it goes, the focus goes back to where it came from. */
export function Dialog({ title, size = 'md', centered = false, closeLabel, onClose, children }: DialogProps) {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    },
    [opener],
  );
  return (
    <Modal.Root opened size={size} centered={centered} returnFocus={false} onClose={onClose}>
      <Modal.Overlay />
      <Modal.Content>
        {/* The page has one header already; this one is no landmark. */}
        <Modal.Header role="none">
          <Modal.Title>{title}</Modal.Title>
          {closeLabel !== undefined && <Modal.CloseButton aria-label={closeLabel} size={44} />}
        </Modal.Header>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
