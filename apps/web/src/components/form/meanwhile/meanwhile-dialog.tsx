import { Button } from '@mantine/core';
import { messages } from '../../../messages/index.js';
import { Dialog } from '../../dialog.js';
import { type WordedDifference } from './in-words.js';
import styles from './meanwhile.module.css';

const texts = messages.form.meanwhile;

interface MeanwhileDialogProps {
  differences: readonly WordedDifference[];
  onSaveMine: () => void;
  onTakeNow: () => void;
  onClose: () => void;
}

/** What somebody else has changed, beside what was typed, and what may become of the two. */
export function MeanwhileDialog({ differences, onSaveMine, onTakeNow, onClose }: MeanwhileDialogProps) {
  return (
    <Dialog title={texts.title} size="lg" onClose={onClose}>
      <p>{texts.lead}</p>
      <ul className={styles.differences}>
        {differences.map(({ name, label, now, yours }) => (
          <li key={name}>
            <h3>{label}</h3>
            <dl>
              <div>
                <dt>{texts.now}</dt>
                <dd>
                  <bdi>{now}</bdi>
                </dd>
              </div>
              <div>
                <dt>{texts.yours}</dt>
                <dd>{yours === undefined ? texts.stays : <bdi>{yours}</bdi>}</dd>
              </div>
            </dl>
          </li>
        ))}
      </ul>
      <div className={styles.ways}>
        <Button onClick={onSaveMine}>{texts.saveMine}</Button>
        <Button variant="default" onClick={onTakeNow}>
          {texts.takeNow}
        </Button>
        {/* A second press of the key that sent the form decides nothing. */}
        <Button variant="subtle" data-autofocus onClick={onClose}>
          {texts.back}
        </Button>
      </div>
    </Dialog>
  );
}
