import { type MergePreview } from '../../../../api/clinic/record-merges.js';
import { messages } from '../../../../messages/index.js';
import { Link } from '../../../../routing/link.js';
import { addresses } from '../../../../routing/location.js';
import { dateTime } from '../../../../time/format.js';

const texts = messages.recordMerge;

/** What a merge would move and end. */
export function MergeEffects({ preview }: { preview: MergePreview }) {
  const { visits, waitlistEntries, messages: inbox, guardianships, endingGuardianships, merged } = preview;
  const moving = [
    visits > 0 && texts.visits(visits),
    waitlistEntries > 0 && texts.waitlist(waitlistEntries),
    inbox > 0 && texts.messages(inbox),
    guardianships > 0 && texts.guardianships(guardianships),
  ].filter((each) => each !== false);
  return (
    <>
      {moving.length === 0 ? (
        <p>{texts.nothing}</p>
      ) : (
        <ul>
          {moving.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
      {endingGuardianships > 0 && <p>{texts.ending(endingGuardianships)}</p>}
      {preview.endsAccount && <p>{texts.endsAccount(merged.username ?? '')}</p>}
      <p>{texts.silent}</p>
    </>
  );
}

/** Visits at the same time, because of which the records stay two. */
export function MergeConflicts({ conflicts }: Pick<MergePreview, 'conflicts'>) {
  return (
    <>
      <p>{texts.conflictsHint}</p>
      <ul>
        {conflicts.map(({ keptAppointmentId, mergedAppointmentId, appointmentDateTime, timeZone }) => (
          <li key={`${keptAppointmentId}-${mergedAppointmentId}`}>
            {texts.conflict(dateTime(appointmentDateTime, timeZone))}{' '}
            <Link href={addresses.appointment(keptAppointmentId)}>{texts.visit(keptAppointmentId)}</Link>
            {', '}
            <Link href={addresses.appointment(mergedAppointmentId)}>{texts.visit(mergedAppointmentId)}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}
