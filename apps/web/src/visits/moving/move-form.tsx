import { Button, Skeleton, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { moveVisit, type Visit } from '../../api/clinic/agenda.js';
import { reloadVisits } from '../../api/clinic/changes.js';
import { useRequestKeys } from '../../api/http/request-key.js';
import { ActForm } from '../../components/form/act-form.js';
import { type Act, useAct } from '../../components/form/act.js';
import { LongTextField } from '../../components/form/inputs.js';
import { IncompleteForm } from '../../components/form/refusals.js';
import { messages } from '../../messages/index.js';
import { Link } from '../../routing/link.js';
import { addresses } from '../../routing/location.js';
import { type CalendarDate, dateIn, isCalendarDate } from '../../time/dates.js';
import { kindOf, useKindsOfMove } from './kinds-of-move.js';
import { DoctorSelect, KindSelect } from './move-choices.js';
import styles from './move-form.module.css';
import { chosenTime, SlotChoice } from '../slot-choice.js';

const texts = messages.desk;

interface Target {
  doctorId: number;
  /** Undefined while it is not known which kinds the doctor offers */
  visitTypeId: number | undefined;
}

/** Moves the visit to the time that is chosen, with this doctor and of this kind. */
function useMove(visit: Visit, { doctorId, visitTypeId }: Target, onDone: () => void): Act<void> {
  const client = useQueryClient();
  const { keyFor } = useRequestKeys();
  return useAct(
    async (typed) => {
      const appointmentDateTime = chosenTime(typed);
      const isSame = appointmentDateTime === presentOf(visit, { doctorId, visitTypeId });
      if (isSame) throw new IncompleteForm({ appointmentDateTime: texts.sameTime });
      const changeReason = typed('changeReason').trim();
      const change = {
        appointmentDateTime,
        ...(doctorId !== visit.doctorId && { doctorId }),
        ...(visitTypeId !== undefined && visitTypeId !== visit.visitTypeId && { visitTypeId }),
        ...(changeReason !== '' && { changeReason }),
      };
      await moveVisit({ visit, change, key: keyFor([visit.id, visit.version, change]) });
    },
    {
      onSuccess: onDone,
      onSettled: () => Promise.all([visit.doctorId, doctorId].map((id) => reloadVisits(client, id))),
    },
  );
}

/** The time that the visit has, where choosing that would change nothing */
const presentOf = (visit: Visit, { doctorId, visitTypeId }: Target): string | undefined =>
  doctorId === visit.doctorId && visitTypeId === visit.visitTypeId ? visit.appointmentDateTime : undefined;

interface MoveFormProps {
  visit: Visit;
  /** Whether the visit may go to another doctor */
  anyDoctor: boolean;
  onDone: () => void;
  onBack: () => void;
}

/** Moves a visit to another time, doctor or kind, without dragging. */
export function MoveForm({ visit, anyDoctor, onDone, onBack }: MoveFormProps) {
  const [doctorId, setDoctorId] = useState(visit.doctorId);
  const [chosenType, setChosenType] = useState(visit.visitTypeId);
  const kinds = useKindsOfMove(visit, doctorId);
  const target = { doctorId, visitTypeId: kindOf(visit, { doctorId, chosenType }, kinds.kinds) };
  const [date, setDate] = useState<CalendarDate>(dateIn(visit.timeZone, new Date(visit.appointmentDateTime)));
  const act = useMove(visit, target, onDone);
  const back = (
    <Button variant="default" onClick={onBack}>
      {texts.back}
    </Button>
  );
  return (
    <ActForm act={act} button={texts.moveButton} words={texts.refusals} beside={back}>
      {(errors) => (
        <>
          <p className={styles.ask}>{texts.moveLead}</p>
          {visit.seriesId !== null && (
            <Link href={addresses.moveFollowing(visit.id)}>{messages.following.title}</Link>
          )}
          <div className={styles.pair}>
            {anyDoctor && (
              <DoctorSelect locationId={visit.locationId} value={doctorId} onChange={setDoctorId} />
            )}
            <KindSelect
              kinds={kinds}
              value={target.visitTypeId}
              error={errors.visitTypeId}
              onChange={setChosenType}
            />
            <TextInput
              type="date"
              size="md"
              label={texts.date}
              value={date}
              onChange={({ currentTarget }) => {
                if (isCalendarDate(currentTarget.value)) setDate(currentTarget.value);
              }}
            />
          </div>
          {target.visitTypeId === undefined ? (
            kinds.kinds === undefined && kinds.error === null && <Skeleton height={96} radius={10} />
          ) : (
            <SlotChoice
              {...target}
              visit={visit}
              present={presentOf(visit, target)}
              date={date}
              onShow={setDate}
              error={errors.appointmentDateTime}
            />
          )}
          <LongTextField
            of="ChangesDto.changeReason"
            rows={2}
            label={texts.moveReason}
            hint={texts.moveReasonHint}
            errors={errors}
          />
        </>
      )}
    </ActForm>
  );
}
