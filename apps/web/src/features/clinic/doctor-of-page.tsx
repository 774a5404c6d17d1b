import { NativeSelect, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { type Me } from '../../api/me.js';
import { doctorsAtQuery } from '../../api/clinic/doctors.js';
import { type Location, locationsQuery } from '../../api/locations.js';
import { type Doctor, doctorQuery } from '../../api/queries.js';
import { messages } from '../../messages/index.js';
import { PersonIcon } from '../../components/icons/icons.js';
import { LoadError } from '../../components/state/load-error.js';
import { navigate, useUrl, withParams } from '../../routing/location.js';
import { Notice } from '../../components/state/notice.js';
import { PageTitle } from '../../components/page-title.js';
import { SignedIn } from '../../components/sign-in/signed-in.js';
import styles from './doctor-of-page.module.css';
import { workplacesOf } from './workplaces.js';

const texts = messages.desk;
const skeleton = <Skeleton height={420} radius={16} />;

const idOf = (text: string | null): number | undefined =>
  text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;

interface LoadedDoctorProps {
  id: number;
  title: string;
  children: (doctor: Doctor) => ReactNode;
}

function LoadedDoctor({ id, title, children }: LoadedDoctorProps) {
  const query = useQuery(doctorQuery(id));
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return skeleton;
  return (
    <>
      <PageTitle title={title}>{title}</PageTitle>
      <LoadError title={texts.doctorsFailed} error={query.error} onRetry={() => void query.refetch()} />
    </>
  );
}

interface ChooserProps {
  locations: readonly Location[];
  location: Location;
  doctorId: number | undefined;
}

function Chooser({ locations, location, doctorId }: ChooserProps) {
  const url = useUrl();
  const doctors = useQuery(doctorsAtQuery(location.id));
  return (
    <div className={styles.chooser}>
      <NativeSelect
        size="md"
        label={texts.location}
        value={String(location.id)}
        data={locations.map(({ id, name }) => ({ value: String(id), label: name }))}
        onChange={({ currentTarget }) => {
          navigate(withParams(url, { location: currentTarget.value, doctor: undefined }));
        }}
      />
      <NativeSelect
        size="md"
        label={texts.doctor}
        value={doctorId === undefined ? '' : String(doctorId)}
        data={[
          { value: '', label: texts.chooseDoctor },
          ...(doctors.data ?? []).map(({ id, name, specialization }) => ({
            value: String(id),
            label: messages.sentence(name, specialization),
          })),
        ]}
        onChange={({ currentTarget }) => {
          navigate(withParams(url, { location: String(location.id), doctor: currentTarget.value }));
        }}
      />
    </div>
  );
}

interface ChosenDoctorProps {
  me: Me;
  title: string;
  children: (doctor: Doctor, chooser: ReactNode) => ReactNode;
}

/** The page of the doctor that the address names: staff and admins manage many doctors. */
function ChosenDoctor({ me, title, children }: ChosenDoctorProps) {
  const { searchParams } = useUrl();
  const query = useQuery(locationsQuery());
  const doctorId = idOf(searchParams.get('doctor'));
  const asked = idOf(searchParams.get('location'));
  const heading = <PageTitle title={title}>{title}</PageTitle>;
  if (query.isPending) return skeleton;
  if (query.data === undefined) {
    return (
      <>
        {heading}
        <LoadError title={texts.locationsFailed} error={query.error} onRetry={() => void query.refetch()} />
      </>
    );
  }
  const locations = workplacesOf(me, query.data);
  const location = locations.find(({ id }) => id === asked) ?? locations[0];
  if (location === undefined) {
    return (
      <>
        {heading}
        <Notice icon={<PersonIcon />} title={texts.noPlace}>
          {texts.noPlaceHint}
        </Notice>
      </>
    );
  }
  const chooser = <Chooser locations={locations} location={location} doctorId={doctorId} />;
  if (doctorId === undefined) {
    return (
      <>
        {heading}
        {chooser}
      </>
    );
  }
  return (
    <LoadedDoctor key={doctorId} id={doctorId} title={title}>
      {(doctor) => children(doctor, chooser)}
    </LoadedDoctor>
  );
}

interface DoctorOfPageProps {
  title: string;
  /** @param chooser the fields in which staff choose a doctor; undefined for a doctor, who sees their own pages only */
  children: (doctor: Doctor, me: Me, chooser?: ReactNode) => ReactNode;
}

/** A page about one doctor: the signed-in one, or one that staff or an admin choose. */
export function DoctorOfPage({ title, children }: DoctorOfPageProps) {
  return (
    <SignedIn roles={['doctor', 'staff', 'admin']} skeleton={skeleton}>
      {(me) => {
        if (me.role !== 'doctor') {
          return (
            <ChosenDoctor me={me} title={title}>
              {(doctor, chooser) => children(doctor, me, chooser)}
            </ChosenDoctor>
          );
        }
        if (me.doctorId === null) {
          return (
            <>
              <PageTitle title={title}>{title}</PageTitle>
              <Notice icon={<PersonIcon />} title={texts.noDoctor}>
                {texts.noDoctorHint}
              </Notice>
            </>
          );
        }
        return (
          <LoadedDoctor id={me.doctorId} title={title}>
            {(doctor) => children(doctor, me)}
          </LoadedDoctor>
        );
      }}
    </SignedIn>
  );
}
