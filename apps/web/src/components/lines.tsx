import styles from './lines.module.css';

/** What people wrote in several lines, as they wrote it; each line begins where its language does. */
export function Lines({ text, className = '' }: { text: string; className?: string | undefined }) {
  return (
    <span className={`${styles.lines ?? ''} ${className}`} dir="auto">
      {text}
    </span>
  );
}
