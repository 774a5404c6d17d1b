import { Skeleton } from '@mantine/core';
import { messages } from '../../../messages/index.js';
import styles from './booking.module.css';

export function BookingSkeleton() {
  return (
    <div aria-busy="true" role="status" aria-label={messages.form.busy}>
      <Skeleton height={32} width={260} maw="70vw" mb={24} />
      <div className={styles.columns}>
        <Skeleton height={220} radius={16} className={styles.aside} />
        <Skeleton height={360} radius={16} />
      </div>
    </div>
  );
}
