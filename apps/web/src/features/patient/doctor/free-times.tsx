import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Doctor, visitTypesQuery } from '../../../api/queries.js';
import { Choice } from '../../../components/choice.js';
import { deviceTimeZone, sameClock, zoneLabel } from '../../../time/format.js';
import { LoadError } from '../../../components/state/load-error.js';
import { navigate, useUrl, withParams } from '../../../routing/location.js';
import { messages } from '../../../messages/index.js';
import { VisitTypeChoice } from '../../../visits/moving/visit-type-choice.js';
import styles from './doctor.module.css';
import { WeekView } from './week-view.js';

const change = (changes: Record<string, string | undefined>): void => {
  navigate(withParams(new URL(window.location.href), changes), { replace: true });
};

interface ZoneChoiceProps {
  clinicZone: string;
  ownZone: string;
  chosen: string;
}

/** A video visit happens where the patient is: the patient's own clock comes first there. */
function ZoneChoice({ clinicZone, ownZone, chosen }: ZoneChoiceProps) {
  const now = new Date();
  return (
    <Choice
      legend={messages.week.zone}
      value={chosen === clinicZone ? 'clinic' : 'own'}
      options={[
        { value: 'own', label: messages.week.ownZone, hint: zoneLabel(ownZone, now) },
        { value: 'clinic', label: messages.week.clinicZone, hint: zoneLabel(clinicZone, now) },
      ]}
      onChange={(zone) => {
        change({ zone: zone === 'own' ? undefined : zone });
      }}
    />
  );
}

/** Which visit, by whose clock, and the week of free times for it. */
export function FreeTimes({ doctor }: { doctor: Doctor }) {
  const url = useUrl();
  const query = useQuery(visitTypesQuery(doctor.id));
  if (query.isPending) return <Skeleton height={320} mt={24} radius={16} />;

  const visitTypes = query.data ?? [];
  const asked = Number(url.searchParams.get('visitType'));
  const chosen = visitTypes.find((visitType) => visitType.id === asked) ?? visitTypes[0];
  const clinicZone = doctor.location.timeZone;
  const ownZone = deviceTimeZone();
  const switchable = chosen?.mode === 'video' && !sameClock(clinicZone, ownZone, new Date());
  const timeZone = switchable && url.searchParams.get('zone') !== 'clinic' ? ownZone : clinicZone;
  return (
    <>
      <div className={styles.choices}>
        {query.isError && query.data === undefined && (
          <LoadError
            compact
            title={messages.week.visitTypesFailed}
            error={query.error}
            onRetry={() => void query.refetch()}
          />
        )}
        <VisitTypeChoice
          visitTypes={visitTypes}
          chosen={chosen}
          onChoose={(id) => {
            change({ visitType: id === visitTypes[0]?.id ? undefined : String(id) });
          }}
        />
        {switchable && <ZoneChoice clinicZone={clinicZone} ownZone={ownZone} chosen={timeZone} />}
      </div>
      <WeekView doctorId={doctor.id} visitType={chosen} timeZone={timeZone} clinicZone={clinicZone} />
    </>
  );
}
