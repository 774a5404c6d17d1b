import { Button } from '@mantine/core';
import { addPatient, type FoundPatient } from '../../../../api/clinic/patients.js';
import { ActForm } from '../../../../components/form/act-form.js';
import { useAct } from '../../../../components/form/act.js';
import { TextField } from '../../../../components/form/inputs.js';
import { messages } from '../../../../messages/index.js';
import { Likenesses } from './likenesses.js';
import { looksLikePhone } from './phone-number.js';
import { traitsOf, useLikenesses } from './use-likenesses.js';

const texts = messages.board;

interface NewPatientFormProps {
  /** What was searched for: a name or a telephone number */
  searched: string;
  onDone: (patient: FoundPatient) => void;
  onBack: () => void;
}

/** Adds a patient who has no account yet. Records that look like the patient's are shown first. */
export function NewPatientForm({ searched, onDone, onBack }: NewPatientFormProps) {
  const [name, phone] = looksLikePhone(searched) ? ['', searched] : [searched, ''];
  const { likenesses, head, onInput, areUnseen } = useLikenesses({ name, phone, birthDate: '', email: '' });
  const act = useAct(
    async (typed) => {
      const traits = traitsOf(typed);
      if (await areUnseen(traits)) return undefined;
      const { name, phone, email, birthDate } = traits;
      return addPatient({
        name,
        ...(phone !== '' && { phone }),
        ...(email !== '' && { email }),
        ...(birthDate !== '' && { birthDate }),
      });
    },
    {
      onSuccess: (added) => {
        if (added !== undefined) onDone(added);
      },
    },
  );
  return (
    <ActForm
      act={act}
      button={likenesses.length === 0 ? texts.addPatient : texts.addAllTheSame}
      words={messages.desk.refusals}
      onInput={onInput}
      beside={
        <Button variant="default" onClick={onBack}>
          {messages.desk.back}
        </Button>
      }
    >
      {(errors) => (
        <>
          <TextField
            of="NewPatientDto.name"
            label={texts.name}
            errors={errors}
            defaultValue={name}
            required
          />
          <TextField name="birthDate" label={texts.birthDate} type="date" errors={errors} />
          <TextField
            of="NewPatientDto.phone"
            label={texts.phone}
            type="tel"
            hint={texts.phoneHint}
            errors={errors}
            defaultValue={phone}
          />
          <TextField
            of="NewPatientDto.email"
            label={texts.email}
            type="email"
            hint={texts.emailHint}
            errors={errors}
          />
          <Likenesses likenesses={likenesses} head={head} onChoose={onDone} />
        </>
      )}
    </ActForm>
  );
}
