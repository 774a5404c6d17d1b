import { Button } from '@mantine/core';
import { type PatientRecord } from '../../../../api/clinic/records.js';
import { Fact } from '../../../../components/fact.js';
import { Actions, Facts, Panel } from '../../../../components/panel.js';
import { Phone } from '../../../../components/phone/phone.js';
import { messages } from '../../../../messages/index.js';
import { Link } from '../../../../routing/link.js';
import { addresses } from '../../../../routing/location.js';
import { deviceTimeZone, dayOf, fullDate } from '../../../../time/format.js';
import { Lines } from '../../../../components/lines.js';

const texts = messages.records;

function emailOf({ email, offeredTo, pendingEmail }: PatientRecord): string {
  if (email !== null) return pendingEmail === null ? email : texts.pendingEmail(email, pendingEmail);
  return offeredTo === null ? texts.empty : texts.offeredTo(offeredTo);
}

const Call = ({ number }: { number: string }) => (
  <a href={`tel:${number}`}>
    <Phone number={number} />
  </a>
);

function Guardians({ guardians }: Pick<PatientRecord, 'guardians'>) {
  return guardians.map(({ userId, name, phone, relationship }) => (
    <div key={userId}>
      {texts.guardian(name, texts.relationships[relationship])}
      {phone !== null && (
        <>
          {' '}
          <Call number={phone} />
        </>
      )}
    </div>
  ));
}

/** What a record says of the patient. */
export function RecordDetails({ record }: { record: PatientRecord }) {
  const { name, birthDate, phone, username, address, note, guardians, createdAt, userId } = record;
  return (
    <Panel title={texts.details}>
      <Facts>
        <Fact name={texts.name}>
          <bdi>{name ?? texts.empty}</bdi>
        </Fact>
        <Fact name={texts.birthDate}>{birthDate === null ? texts.empty : fullDate(birthDate)}</Fact>
        <Fact name={texts.phone}>{phone === null ? texts.empty : <Call number={phone} />}</Fact>
        <Fact name={texts.email}>{emailOf(record)}</Fact>
        <Fact name={texts.account}>{username === null ? texts.noAccount : texts.accountOf(username)}</Fact>
        <Fact name={texts.address}>
          <Lines text={address ?? texts.empty} />
        </Fact>
        <Fact name={texts.note}>
          <Lines text={note ?? texts.empty} />
        </Fact>
        {guardians.length > 0 && (
          <Fact name={texts.guardians}>
            <Guardians guardians={guardians} />
          </Fact>
        )}
        <Fact name={texts.since}>{dayOf(createdAt, deviceTimeZone())}</Fact>
      </Facts>
      {record.mergedIntoId === null && (
        <Actions>
          <Button component={Link} href={addresses.correctPatient(userId)}>
            {texts.correct}
          </Button>
          <Button component={Link} variant="default" href={addresses.mergePatient(userId)}>
            {messages.recordMerge.button}
          </Button>
          <Button component={Link} variant="default" href={addresses.deathOfPatient(userId)}>
            {record.deceasedOn === null ? messages.recordDeath.button : messages.recordDeath.open}
          </Button>
        </Actions>
      )}
    </Panel>
  );
}
