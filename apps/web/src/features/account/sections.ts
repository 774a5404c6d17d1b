import { type ComponentType } from 'react';
import {
  BellIcon,
  CalendarIcon,
  DeviceIcon,
  DownloadIcon,
  KeyIcon,
  PeopleIcon,
  PersonIcon,
  ShieldIcon,
} from '../../components/icons.js';
import { messages } from '../../messages/index.js';
import { CalendarSection } from './calendar-section.js';
import { DataSection } from './data-section.js';
import { FactorSection } from './factor-section.js';
import { MessagesSection } from './messages-section.js';
import { PasswordSection } from './password-section.js';
import { PeopleSection } from './people-section.js';
import { ProfileSection } from './profile-section.js';
import { SessionsSection } from './sessions-section.js';

const texts = messages.account;

interface Section {
  readonly title: string;
  readonly lead: string;
  readonly Icon: ComponentType;
  readonly Content: ComponentType;
}

/** The parts of the account, by what their addresses end in. */
export const sections = {
  profile: { ...texts.profile, Icon: PersonIcon, Content: ProfileSection },
  people: { ...texts.people, Icon: PeopleIcon, Content: PeopleSection },
  messages: { ...texts.messages, Icon: BellIcon, Content: MessagesSection },
  calendar: { ...texts.calendar, Icon: CalendarIcon, Content: CalendarSection },
  password: { ...texts.password, Icon: KeyIcon, Content: PasswordSection },
  'second-factor': { ...texts.factor, Icon: ShieldIcon, Content: FactorSection },
  sessions: { ...texts.sessions, Icon: DeviceIcon, Content: SessionsSection },
  data: { ...texts.data, Icon: DownloadIcon, Content: DataSection },
} satisfies Record<string, Section>;

export type SectionName = keyof typeof sections;

export const sectionNames = Object.keys(sections) as SectionName[];
