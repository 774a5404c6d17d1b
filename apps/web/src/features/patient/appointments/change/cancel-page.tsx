import { Box, Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Appointment, appointmentQuery, cancelAppointment } from '../../../../api/appointments.js';
import { ApiError } from '../../../../api/http/problem.js';
import { useRequestKeys } from '../../../../api/http/request-key.js';
import { Choice } from '../../../../components/choice.js';
import { LongTextField } from '../../../../components/form/inputs.js';
import { Refusal } from '../../../../components/form/refusal.js';
import { CalendarIcon } from '../../../../components/icons/icons.js';
import { Link } from '../../../../routing/link.js';
import { addresses, navigate } from '../../../../routing/location.js';
import { Notice } from '../../../../components/state/notice.js';
import { useOnline } from '../../../../api/http/online.js';
import { PageTitle } from '../../../../components/page-title.js';
import { Actions, Panel } from '../../../../components/panel.js';
import { VisitTime } from '../../../../visits/visit-time.js';
import { messages } from '../../../../messages/index.js';
import { isToCome, lastMoment } from './cutoff.js';
import { TooLate } from './too-late.js';
import { useVisitDetails } from '../visit-details.js';
import { VisitFrame } from '../visit-frame.js';
import styles from '../visit-page.module.css';

const texts = messages.appointments.cancelling;
const reasons = ['time', 'better', 'elsewhere', 'other'] as const;
type Reason = (typeof reasons)[number];

const codeOf = (error: Error | null): string | undefined =>
  error instanceof ApiError ? error.code : undefined;

function useCancel(appointment: Appointment) {
  const client = useQueryClient();
  const { keyFor } = useRequestKeys();
  const { id, version, doctorId } = appointment;
  return useMutation({
    mutationFn: (reason: string) => cancelAppointment(appointment, reason, keyFor(`${version} ${reason}`)),
    onSuccess: async (cancelled) => {
      client.setQueryData(appointmentQuery(id).queryKey, { appointment: cancelled, asOf: Date.now() });
      await client.invalidateQueries({ queryKey: ['appointments'] });
      await client.invalidateQueries({ queryKey: ['doctor', doctorId] });
      navigate(addresses.appointment(id), { replace: true });
    },
    onError: async (error) => {
      if (codeOf(error) === 'appointment.version_mismatch')
        await client.invalidateQueries({ queryKey: ['appointments'] });
    },
  });
}

function Over() {
  return (
    <Notice icon={<CalendarIcon />} level="h2" title={texts.over}>
      <p>{texts.overHint}</p>
    </Notice>
  );
}

function Cancel({ appointment }: { appointment: Appointment }) {
  const { visitType, doctorName } = useVisitDetails(appointment);
  const cancel = useCancel(appointment);
  const online = useOnline();
  const [chosen, setChosen] = useState<Reason>('time');
  const [typed, setTyped] = useState('');
  const isReady = online && !cancel.isPending;
  const now = Date.now();
  const isLate =
    codeOf(cancel.error) === 'appointment.cancel_too_late' ||
    (visitType !== undefined && lastMoment(appointment, visitType, 'cancel').getTime() < now);
  if (!isToCome(appointment, now)) return <Over />;
  if (isLate) return <TooLate appointment={appointment} change="cancel" visitType={visitType} />;
  const hasChanged = codeOf(cancel.error) === 'appointment.version_mismatch';
  return (
    <Panel>
      <p className={styles.what}>
        <span>{messages.appointments.visitWith(doctorName)}</span>
        <VisitTime
          start={appointment.appointmentDateTime}
          end={appointment.endsAt}
          timeZone={appointment.timeZone}
        />
      </p>
      <Choice
        legend={texts.why}
        value={chosen}
        onChange={(value) => {
          setChosen(reasons.find((reason) => reason === value) ?? 'other');
        }}
        options={reasons.map((reason) => ({ value: reason, label: texts.reasons[reason] }))}
      />
      {chosen === 'other' && (
        <Box mt="md">
          <LongTextField
            of="StepDto.reason"
            label={texts.otherReason}
            errors={{}}
            rows={3}
            value={typed}
            onType={setTyped}
          />
        </Box>
      )}
      {hasChanged ? <p className={styles.note}>{texts.changed}</p> : <Refusal error={cancel.error} />}
      {!online && <p className={styles.note}>{messages.appointments.offline}</p>}
      <Actions>
        <Button
          color="red.9"
          aria-disabled={!isReady}
          data-disabled={!isReady}
          onClick={() => {
            if (isReady) cancel.mutate(chosen === 'other' ? typed.trim() : texts.reasons[chosen]);
          }}
        >
          {cancel.isPending ? messages.form.busy : texts.button}
        </Button>
        <Button component={Link} href={addresses.appointment(appointment.id)} variant="default">
          {texts.keep}
        </Button>
      </Actions>
    </Panel>
  );
}

/** Asks why before a visit is called off; what cannot be undone is never a single tap. */
export function CancelPage({ id }: { id: number }) {
  return (
    <VisitFrame id={id} back={{ href: addresses.appointment(id), label: texts.keep }}>
      {(appointment) => (
        <>
          <div className={styles.head}>
            <PageTitle title={texts.title}>{texts.title}</PageTitle>
            <p className={styles.lead}>{texts.lead}</p>
          </div>
          <Cancel appointment={appointment} />
        </>
      )}
    </VisitFrame>
  );
}
