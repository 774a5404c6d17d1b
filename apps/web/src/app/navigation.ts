import { type ComponentType } from 'react';
import { type Role } from '../api/me.js';
import {
  BoardIcon,
  CalendarIcon,
  ChartIcon,
  ClockIcon,
  QueueIcon,
  SearchIcon,
  SettingsIcon,
  SuitcaseIcon,
  WeekIcon,
} from '../components/icons.js';
import { addresses } from '../components/location.js';
import { messages } from '../messages/index.js';

export interface Destination {
  readonly href: string;
  readonly label: string;
  readonly Icon: ComponentType;
}

const { nav } = messages;
const search = { href: addresses.search, label: nav.search, Icon: SearchIcon };
const board = { href: addresses.board, label: nav.board, Icon: BoardIcon };

/** The places that somebody goes to every day, by what they do at the clinic. */
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
    search,
    { href: addresses.waitlist, label: nav.waitlist, Icon: QueueIcon },
    { href: addresses.reports, label: nav.reports, Icon: ChartIcon },
  ],
  admin: [
    board,
    search,
    { href: addresses.reports, label: nav.reports, Icon: ChartIcon },
    { href: addresses.admin, label: nav.admin, Icon: SettingsIcon },
  ],
};
