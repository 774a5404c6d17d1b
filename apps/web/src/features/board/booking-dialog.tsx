import { Button } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../../components/dialog.js';
import { type FoundPatient } from '../../api/patients.js';
import { type Doctor } from '../../api/queries.js';
import { type CalendarDate } from '../../components/dates.js';
import { patientName } from '../../components/desk/visit-words.js';
import { PersonIcon } from '../../components/icons.js';
import { messages } from '../../messages/index.js';
import styles from './board.module.css';
import { BookingForm } from './booking-form.js';
import { PatientChoice } from './patient-choice.js';

const texts = messages.board;

interface BookingDialogProps {
  kind: 'visit' | 'walk-in';
  doctors: readonly Doctor[];
  doctorId: number;
  date: CalendarDate;
  onClose: () => void;
}

/** For whom, then with whom and when. */
export function BookingDialog({ kind, onClose, ...booking }: BookingDialogProps) {
  const [patient, setPatient] = useState<FoundPatient>();
  return (
    <Dialog
      size="lg"
      title={kind === 'visit' ? texts.book : texts.walkIn}
      closeLabel={messages.desk.close}
      onClose={onClose}
    >
      {patient === undefined ? (
        <PatientChoice onChoose={setPatient} />
      ) : (
        <>
          <div className={styles.patient}>
            <PersonIcon />
            <div>
              <strong>{patientName(patient)}</strong>
              {patient.phone !== null && <span>{patient.phone}</span>}
            </div>
            <Button
              variant="subtle"
              onClick={() => {
                setPatient(undefined);
              }}
            >
              {texts.otherPatient}
            </Button>
          </div>
          <BookingForm kind={kind} patient={patient} onDone={onClose} {...booking} />
        </>
      )}
    </Dialog>
  );
}
