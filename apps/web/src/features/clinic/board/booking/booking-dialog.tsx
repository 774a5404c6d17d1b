import { Button } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../../../../components/dialog.js';
import { type FoundPatient } from '../../../../api/clinic/patients.js';
import { type Doctor } from '../../../../api/queries.js';
import { type CalendarDate } from '../../../../time/dates.js';
import { patientName } from '../../../../visits/visit-words.js';
import { PersonIcon } from '../../../../components/icons/icons.js';
import { Phone } from '../../../../components/phone/phone.js';
import { messages } from '../../../../messages/index.js';
import styles from './booking.module.css';
import { BookingForm } from './booking-form.js';
import { PatientChoice } from './patient-choice.js';

const texts = messages.board;

interface BookingDialogProps {
  /** The visit begins now */
  walkIn: boolean;
  doctors: readonly Doctor[];
  /** Of the doctor who is chosen at first */
  doctorId: number;
  date: CalendarDate;
  onClose: () => void;
}

/** Asks for the patient, then for the doctor and the time. */
export function BookingDialog({ walkIn, onClose, ...booking }: BookingDialogProps) {
  const [patient, setPatient] = useState<FoundPatient>();
  return (
    <Dialog
      size="lg"
      title={walkIn ? texts.walkIn : texts.book}
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
              {patient.phone !== null && <Phone number={patient.phone} />}
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
          <BookingForm walkIn={walkIn} patient={patient} onDone={onClose} {...booking} />
        </>
      )}
    </Dialog>
  );
}
