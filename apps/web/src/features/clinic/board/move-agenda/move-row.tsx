import { NativeSelect } from '@mantine/core';
import { type ProposedMove, type ProposedSlot } from '../../../../api/clinic/bookings.js';
import { Refusal } from '../../../../components/form/refusal.js';
import { CheckIcon } from '../../../../components/icons/icons.js';
import { Phone } from '../../../../components/phone/phone.js';
import { messages } from '../../../../messages/index.js';
import { dayAndTime, patientName, timeRange } from '../../../../visits/visit-words.js';
import styles from './move-agenda.module.css';

const texts = messages.board.move;

/** The slots that a visit can move to, the best one first. */
export const slotsOf = ({ proposal, alternatives }: ProposedMove): ProposedSlot[] =>
  proposal === null ? alternatives : [proposal, ...alternatives];

interface MoveRowProps {
  move: ProposedMove;
  /** The index of a slot; empty when the visit stays */
  chosen: string;
  result: 'moved' | Error | undefined;
  onChoose: (chosen: string) => void;
}

/** A visit, and the slot that it moves to. */
export function MoveRow({ move, chosen, result, onChoose }: MoveRowProps) {
  const { appointment } = move;
  const slots = slotsOf(move);
  const to = slots[Number(chosen)];
  const name = patientName(appointment.patient);
  const time = timeRange(appointment, appointment.timeZone);
  const startOf = (slot: ProposedSlot) => dayAndTime(slot.appointmentDateTime, appointment.timeZone);
  return (
    <li>
      <div>
        <strong>{name}</strong>
        {result === 'moved' ? <del>{time}</del> : <span>{time}</span>}
        {appointment.patient.phone !== null && <Phone number={appointment.patient.phone} />}
      </div>
      {result === 'moved' && to !== undefined ? (
        <p className={styles.result}>
          <CheckIcon />
          {texts.moved(to.doctorName, startOf(to))}
        </p>
      ) : (
        <div>
          <NativeSelect
            size="md"
            aria-label={texts.placeFor(name)}
            value={chosen}
            data={[
              ...slots.map((slot, index) => ({
                value: String(index),
                label: messages.sentence(slot.doctorName, startOf(slot)),
              })),
              { value: '', label: slots.length === 0 ? texts.nothingFree : texts.leave },
            ]}
            onChange={({ currentTarget }) => {
              onChoose(currentTarget.value);
            }}
          />
          {result instanceof Error && <Refusal words={messages.desk.refusals} error={result} />}
        </div>
      )}
    </li>
  );
}
