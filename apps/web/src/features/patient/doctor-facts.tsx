import { VisuallyHidden } from '@mantine/core';
import { type Doctor } from '../../api/queries.js';
import { messages } from '../../messages/index.js';
import styles from './doctor-facts.module.css';
import { languageName, listOf } from '../../time/format.js';
import { PlaceIcon, SpeechIcon } from '../../components/icons/icons.js';
import { Lines } from '../../components/lines.js';

/** Where a doctor works and which languages the doctor speaks. */
export function DoctorFacts({ doctor }: { doctor: Doctor }) {
  const { name, address } = doctor.location;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>
          <PlaceIcon />
          <VisuallyHidden>{messages.doctor.place}</VisuallyHidden>
        </dt>
        <dd>
          {name}
          {address !== null && <Lines className={styles.address} text={address} />}
        </dd>
      </div>
      {doctor.languages.length > 0 && (
        <div>
          <dt>
            <SpeechIcon />
            <VisuallyHidden>{messages.doctor.languages}</VisuallyHidden>
          </dt>
          <dd>{listOf(doctor.languages.map(languageName))}</dd>
        </div>
      )}
    </dl>
  );
}

/** Two initials, in the place of a portrait. */
export function Monogram({ name, large = false }: { name: string; large?: boolean }) {
  const words = name.split(/\s+/).filter((word) => word !== '' && !word.endsWith('.'));
  const initials = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.[0] ?? '')
    .join('');
  return (
    <span className={styles.monogram} data-large={large || undefined} aria-hidden="true">
      {initials}
    </span>
  );
}
