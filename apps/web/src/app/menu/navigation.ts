import { type ComponentType } from 'react';
import { type Role } from '../../api/me.js';
import {
  BoardIcon,
  CalendarIcon,
  ChartIcon,
  ClockIcon,
  PersonIcon,
  QueueIcon,
  SearchIcon,
  SettingsIcon,
  SuitcaseIcon,
  WeekIcon,
} from '../../components/icons/icons.js';
import { addresses } from '../../routing/location.js';
import { messages } from '../../messages/index.js';

export interface Destination {
  readonly href: string;
  readonly label: string;
  readonly Icon: ComponentType;
}

const { nav } = messages;
const search = { href: addresses.search, label: nav.search, Icon: SearchIcon };
const patients = { href: addresses.patients, label: nav.patients, Icon: PersonIcon };
const board = { href: addresses.board, label: nav.board, Icon: BoardIcon };

/** The pages of everyday use, by role. */
export const destinations: Readonly<Record<Role | 'visitor', readonly Destination[]>> = {
  visitor: [search],
  patient: [search, { href: addresses.appointments, label: nav.appointments, Icon: CalendarIcon }],
  doctor: [
    { href: addresses.today, label: nav.today, Icon: ClockIcon },
    { href: addresses.week, label: nav.week, Icon: WeekIcon },
    { href: addresses.availability, label: nav.availability, Icon: CalendarIcon },
    { href: addresses.timeOff, label: nav.timeOff, Icon: SuitcaseIcon },
  ],
  staff: [
    board,
    patients,
    search,
    { href: addresses.waitlist, label: nav.waitlist, Icon: QueueIcon },
    { href: addresses.reports, label: nav.reports, Icon: ChartIcon },
  ],
  admin: [
    board,
    patients,
    search,
    { href: addresses.reports, label: nav.reports, Icon: ChartIcon },
    { href: addresses.admin, label: nav.admin, Icon: SettingsIcon },
  ],
};
