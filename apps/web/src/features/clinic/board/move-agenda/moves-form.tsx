import { useState } from 'react';
import { type ProposedMove } from '../../../../api/clinic/bookings.js';
import { type Doctor } from '../../../../api/queries.js';
import { ActForm } from '../../../../components/form/act-form.js';
import { LongTextField } from '../../../../components/form/inputs.js';
import { CalendarIcon } from '../../../../components/icons/icons.js';
import { Notice } from '../../../../components/state/notice.js';
import { messages } from '../../../../messages/index.js';
import { type CalendarDate } from '../../../../time/dates.js';
import styles from './move-agenda.module.css';
import { MoveRow, slotsOf } from './move-row.js';
import { type ChosenMove, type MoveResults, useAgendaMoves } from './use-agenda-moves.js';

const texts = messages.board.move;

function resultText(results: MoveResults): string {
  const all = [...results.values()];
  const moved = all.filter((result) => result === 'moved').length;
  return all.length === 0 ? '' : texts.done(moved, all.length - moved);
}

interface CloseBoxProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function CloseBox({ checked, onChange }: CloseBoxProps) {
  return (
    <label className={styles.check}>
      <input
        type="checkbox"
        name="close"
        checked={checked}
        onChange={({ currentTarget }) => {
          onChange(currentTarget.checked);
        }}
      />
      {texts.close}
    </label>
  );
}

interface MovesFormProps {
  moves: readonly ProposedMove[];
  doctor: Doctor;
  date: CalendarDate;
}

/** The visits of an agenda with the slots that they move to, and the button that moves them. */
export function MovesForm({ moves, doctor, date }: MovesFormProps) {
  const [choices, setChoices] = useState<ReadonlyMap<number, string>>(new Map());
  const [close, setClose] = useState(true);
  const choiceOf = (move: ProposedMove) =>
    choices.get(move.appointment.id) ?? (slotsOf(move).length === 0 ? '' : '0');
  const chosen = moves.flatMap((move): ChosenMove[] => {
    const choice = choiceOf(move);
    const to = choice === '' ? undefined : slotsOf(move)[Number(choice)];
    return to === undefined ? [] : [{ move, to }];
  });
  const { act, results } = useAgendaMoves(doctor.id, date, chosen);
  const left = chosen.filter(({ move }) => results.get(move.appointment.id) !== 'moved');
  return (
    <>
      {moves.length === 0 && (
        <Notice icon={<CalendarIcon />} level="h2" title={texts.nothing}>
          {texts.nothingHint}
        </Notice>
      )}
      <ul className={styles.moves} aria-label={texts.list}>
        {moves.map((move) => (
          <MoveRow
            key={move.appointment.id}
            move={move}
            chosen={choiceOf(move)}
            result={results.get(move.appointment.id)}
            onChoose={(choice) => {
              setChoices(new Map(choices).set(move.appointment.id, choice));
            }}
          />
        ))}
      </ul>
      <div className={styles.card}>
        <ActForm
          compact
          act={act}
          button={left.length === 0 ? texts.closeOnly : texts.button(left.length)}
          disabled={left.length === 0 && (!close || act.isSuccess)}
          words={messages.desk.refusals}
        >
          {(errors) => (
            <>
              <LongTextField
                of="NewExceptionDto.reason"
                rows={2}
                label={texts.reason}
                hint={texts.reasonHint}
                errors={errors}
                defaultValue={texts.defaultReason}
              />
              <CloseBox checked={close} onChange={setClose} />
              <p role="status" className={styles.muted}>
                {resultText(results)}
              </p>
            </>
          )}
        </ActForm>
      </div>
    </>
  );
}
