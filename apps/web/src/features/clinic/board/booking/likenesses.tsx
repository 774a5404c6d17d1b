import { type RefObject } from 'react';
import { type FoundPatient, type Likeness } from '../../../../api/clinic/patients.js';
import { messages } from '../../../../messages/index.js';
import { Link } from '../../../../routing/link.js';
import { addresses } from '../../../../routing/location.js';
import { FoundPatients, LikenessLines } from '../../found-patient.js';
import styles from './booking.module.css';

const texts = messages.board;

interface LikenessesProps {
  likenesses: readonly Likeness[];
  /** Takes the focus when the form was sent before they were seen */
  head: RefObject<HTMLParagraphElement | null>;
  onChoose: (patient: FoundPatient) => void;
}

/** Records that a new one would look like, to be used in its place. Nothing is booked for patients who died. */
export function Likenesses({ likenesses, head, onChoose }: LikenessesProps) {
  const title = likenesses.length === 0 ? '' : texts.alike(likenesses.length);
  return (
    <div className={styles.likenesses} data-empty={likenesses.length === 0}>
      <p ref={head} tabIndex={-1} role="status">
        <strong>{title}</strong>
        {title !== '' && <span>{texts.alikeHint}</span>}
      </p>
      <FoundPatients patients={likenesses} label={title}>
        {(likeness) =>
          likeness.deceasedOn === null ? (
            <button
              type="button"
              onClick={() => {
                onChoose(likeness);
              }}
            >
              <LikenessLines likeness={likeness} />
            </button>
          ) : (
            <Link href={addresses.patient(likeness.id)}>
              <LikenessLines likeness={likeness} />
            </Link>
          )
        }
      </FoundPatients>
    </div>
  );
}
