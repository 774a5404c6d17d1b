import { type ReactNode } from 'react';
import { type ClosuresPreview } from '../../../api/admin/locations.js';
import { messages } from '../../../messages/index.js';
import styles from '../admin.module.css';
import { timesOf } from './closure-times.js';

const texts = messages.admin.closures.preview;

function Part({
  title,
  items,
}: {
  title: string;
  items: readonly (readonly [name: string, text: string])[];
}) {
  if (items.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <ul className={styles.changes}>
        {items.map(([name, text], index) => (
          // Two events may be called the same and say the same.
          <li key={index}>
            <strong>
              <bdi>{name}</bdi>
            </strong>
            <br />
            {text}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The events of a file that an import leaves out, each with the reason. */
export function UnreadableEvents({ events }: { events: ClosuresPreview['unreadable'] }) {
  return (
    <Part
      title={texts.unreadable}
      items={events.map(({ name, reason }) => [name || texts.unnamed, texts.reasons[reason]])}
    />
  );
}

export const changesNothing = ({ adds, moves, removes }: ClosuresPreview): boolean =>
  adds.length + moves.length + removes.length === 0;

/** What a file would do to the closures of a location. */
export function ImportPreview({ preview, children }: { preview: ClosuresPreview; children: ReactNode }) {
  const { adds, moves, removes, unchanged, unreadable } = preview;
  return (
    <section aria-labelledby="preview" className={styles.card}>
      <h3 id="preview" className={styles.subtitle}>
        {texts.title}
      </h3>
      <Part title={texts.adds} items={adds.map((closure) => [closure.name, timesOf(closure)])} />
      <Part
        title={texts.moves}
        items={moves.map(({ from, to }) => [
          from.name,
          messages.sentence(timesOf(from), texts.becomes(messages.sentence(to.name, timesOf(to)))),
        ])}
      />
      <Part title={texts.removes} items={removes.map((closure) => [closure.name, timesOf(closure)])} />
      <UnreadableEvents events={unreadable} />
      <p role="status">
        {changesNothing(preview) && `${texts.nothing} `}
        {unchanged > 0 && texts.unchanged(unchanged)}
      </p>
      {children}
    </section>
  );
}
