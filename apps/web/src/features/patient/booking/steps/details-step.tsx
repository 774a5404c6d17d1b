import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/Checkbox.css';
import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { dependantsQuery } from '../../../../api/people.js';
import { type Me, nameOf } from '../../../../api/me.js';
import { Choice } from '../../../../components/choice.js';
import { ActForm } from '../../../../components/form/act-form.js';
import { useAct } from '../../../../components/form/act.js';
import { LongTextField } from '../../../../components/form/inputs.js';
import { LoadError } from '../../../../components/state/load-error.js';
import { navigate, useUrl, withParams } from '../../../../routing/location.js';
import { messages } from '../../../../messages/index.js';
import styles from '../booking.module.css';
import { changeDraft, useDraft } from '../draft.js';

const texts = messages.booking;

/** Asked only of a user with dependants. */
function PatientChoice({ me }: { me: Me }) {
  const { patientId } = useDraft();
  const query = useQuery(dependantsQuery());
  if (query.isError && query.data === undefined) {
    return (
      <LoadError
        compact
        title={texts.patientsFailed}
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  const dependants = query.data ?? [];
  if (dependants.length === 0) return null;
  return (
    <Choice
      legend={texts.patientLegend}
      value={String(patientId ?? me.id)}
      options={[
        { value: String(me.id), label: texts.myself(nameOf(me)) },
        ...dependants.map(({ userId, name }) => ({ value: String(userId), label: name })),
      ]}
      onChange={(chosen) => {
        changeDraft({ patientId: Number(chosen) === me.id ? undefined : Number(chosen) });
      }}
    />
  );
}

/** The patient of the visit, its reason, and that the clinic may use both. All of it is kept while it is typed. */
export function DetailsStep({ me, clinic }: { me: Me; clinic: string }) {
  const url = useUrl();
  const draft = useDraft();
  const act = useAct(() => {
    navigate(withParams(url, { step: 'review' }));
    return Promise.resolve();
  });
  return (
    <div className={styles.card}>
      <ActForm act={act} button={texts.continue}>
        {(errors) => (
          <>
            <PatientChoice me={me} />
            <LongTextField
              of="NewAppointmentDto.reason"
              label={texts.reason}
              hint={texts.reasonHint}
              errors={errors}
              value={draft.reason}
              onType={(reason) => {
                changeDraft({ reason });
              }}
            />
            <Checkbox
              name="consent"
              size="md"
              classNames={{ root: styles.consent ?? '' }}
              label={texts.consent(clinic)}
              error={draft.consent ? undefined : errors.consent}
              // Mantine marks its text fields alone; the form moves the focus to what is marked.
              aria-invalid={!draft.consent && errors.consent !== undefined}
              data-missing={texts.consentMissing}
              checked={draft.consent}
              required
              onChange={(event) => {
                changeDraft({ consent: event.currentTarget.checked });
              }}
            />
          </>
        )}
      </ActForm>
    </div>
  );
}
