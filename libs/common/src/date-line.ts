/** The zone in which a date begins first: one that has not begun there is to come everywhere. */
export const firstZone = 'Etc/GMT-14';

/** The zone in which a date begins and ends last: one that has begun there has begun everywhere. */
export const lastZone = 'Etc/GMT+12';
