import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/Checkbox.css';
import { Button, Checkbox, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type MouseEvent, type SubmitEvent, useEffect, useRef, useState } from 'react';
import { dependantsQuery } from '../../api/people.js';
import { type Me, nameOf } from '../../api/me.js';
import { Choice } from '../../components/choice.js';
import { WarningIcon } from '../../components/icons.js';
import { LoadError } from '../../components/load-error.js';
import { navigate, useUrl, withParams } from '../../components/location.js';
import { messages } from '../../messages/index.js';
import styles from './booking.module.css';
import { changeDraft, useDraft } from './draft.js';

const texts = messages.booking;
const consentId = 'consent';
const longestReason = 1000;

/** Whoever looks after nobody else is not asked. */
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

function FaultSummary({ tries }: { tries: number }) {
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    summary.current?.focus();
  }, [tries]);
  const toConsent = (event: MouseEvent) => {
    event.preventDefault();
    document.getElementById(consentId)?.focus();
  };
  return (
    <div ref={summary} className={styles.faults} role="alert" tabIndex={-1}>
      <WarningIcon />
      <div>
        <p>{texts.faults}</p>
        <a href={`#${consentId}`} onClick={toConsent}>
          {texts.consentMissing}
        </a>
      </div>
    </div>
  );
}

/** Who the visit is for, what it is about, and that the clinic may know. All of it is kept while it is typed. */
export function DetailsStep({ me, clinic }: { me: Me; clinic: string }) {
  const url = useUrl();
  const draft = useDraft();
  const [tries, setTries] = useState(0);
  const isFaulty = tries > 0 && !draft.consent;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (draft.consent) navigate(withParams(url, { step: 'review' }));
    else setTries(tries + 1);
  };
  return (
    <form className={styles.card} noValidate onSubmit={submit}>
      {isFaulty && <FaultSummary tries={tries} />}
      <PatientChoice me={me} />
      <Textarea
        size="md"
        name="reason"
        label={texts.reason}
        description={texts.reasonHint}
        autosize={false}
        rows={4}
        maxLength={longestReason}
        value={draft.reason}
        onChange={(event) => {
          changeDraft({ reason: event.currentTarget.value });
        }}
      />
      <Checkbox
        id={consentId}
        size="md"
        classNames={{ root: styles.consent ?? '' }}
        label={texts.consent(clinic)}
        error={isFaulty ? texts.consentMissing : undefined}
        checked={draft.consent}
        required
        onChange={(event) => {
          changeDraft({ consent: event.currentTarget.checked });
        }}
      />
      <Button type="submit" fullWidth>
        {texts.continue}
      </Button>
    </form>
  );
}
