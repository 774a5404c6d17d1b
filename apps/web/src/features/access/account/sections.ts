import { type ComponentType } from 'react';
import { DeviceIcon, KeyIcon, PeopleIcon, ShieldIcon } from '../../../components/icons/account-icons.js';
import { BellIcon, CalendarIcon, DownloadIcon, PersonIcon } from '../../../components/icons/icons.js';
import { messages } from '../../../messages/index.js';
import { CalendarSection } from './preferences/calendar-section.js';
import { DataSection } from './data-section.js';
import { FactorSection } from './security/factor-section.js';
import { MessagesSection } from './messages-section.js';
import { PasswordSection } from './security/password-section.js';
import { PeopleSection } from './people/people-section.js';
import { ProfileSection } from './profile-section.js';
import { SessionsSection } from './security/sessions-section.js';

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
