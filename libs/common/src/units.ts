/** Units of elapsed time, in milliseconds. A day of the calendar can be shorter or longer than `day`. */
export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
