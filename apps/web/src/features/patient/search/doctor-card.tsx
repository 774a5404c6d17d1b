import { Skeleton } from '@mantine/core';
import { type Doctor, type DoctorFilters } from '../../../api/queries.js';
import { DoctorFacts, Monogram } from '../doctor-facts.js';
import { amount, kilometres } from '../../../time/format.js';
import { ForwardIcon } from '../../../components/icons/icons.js';
import { Link } from '../../../routing/link.js';
import { addresses, useUrl } from '../../../routing/location.js';
import { messages } from '../../../messages/index.js';
import { NextSlots } from './next-slots.js';
import styles from './doctor-card.module.css';

interface DoctorCardProps {
  doctor: Doctor;
  /** The kind of visit that was asked for */
  mode: DoctorFilters['mode'];
}

export function DoctorCard({ doctor, mode }: DoctorCardProps) {
  const url = useUrl();
  const { distanceKm, price } = doctor;
  const extras: string[] = [];
  if (distanceKm !== undefined && distanceKm !== null)
    extras.push(messages.search.away(kilometres(distanceKm)));
  // It is that of the doctor's usual kind of visit.
  if (price !== null && (mode === '' || mode === doctor.modes[0]))
    extras.push(messages.week.fee(amount(price)));
  return (
    <article className={styles.card} aria-labelledby={`doctor-${doctor.id}`}>
      <div className={styles.who}>
        <Monogram name={doctor.name} />
        <div className={styles.about}>
          <h3 id={`doctor-${doctor.id}`}>
            <Link href={addresses.doctor(doctor.id)} from={url.pathname + url.search} className={styles.link}>
              {doctor.name}
            </Link>
          </h3>
          <p className={styles.specialization}>{doctor.specialization}</p>
          <DoctorFacts doctor={doctor} />
          {extras.length > 0 && <p className={styles.extras}>{extras.join(' · ')}</p>}
        </div>
      </div>
      <div className={styles.times}>
        <NextSlots doctor={doctor} mode={mode} />
        {/* The name above is the link, and it covers the card: this only shows where it leads. */}
        <span className={styles.open} aria-hidden="true">
          {messages.doctor.allTimes} <ForwardIcon />
        </span>
      </div>
    </article>
  );
}

export function DoctorCardSkeleton() {
  return (
    <div className={styles.card}>
      <div className={styles.who}>
        <Skeleton circle height={48} width={48} />
        <div className={styles.about}>
          <Skeleton height={20} width="60%" mt={4} />
          <Skeleton height={14} width="35%" mt={10} mb={14} />
          <Skeleton height={14} width="80%" />
          <Skeleton height={14} width="50%" mt={8} />
        </div>
      </div>
      <div className={styles.times}>
        <Skeleton height={14} width="50%" />
        <Skeleton height={52} mt={12} radius={10} />
      </div>
    </div>
  );
}
