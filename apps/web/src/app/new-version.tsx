import { Button } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { messages } from '../messages/index.js';
import { newVersion } from '../pwa/worker.js';
import styles from './new-version.module.css';

/** Asks before a newer version of the client takes over: what is being typed would be lost. */
export function NewVersion() {
  const isWaiting = useSyncExternalStore(newVersion.subscribe, newVersion.isWaiting);
  return (
    <div role="status">
      {isWaiting && (
        <div className={styles.note}>
          <p>{messages.inbox.newVersion}</p>
          <Button variant="default" onClick={newVersion.take}>
            {messages.inbox.newVersionButton}
          </Button>
        </div>
      )}
    </div>
  );
}
