import { type ReactNode } from 'react';

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      width="1.15em"
      height="1.15em"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const PlaceIcon = () => (
  <Icon>
    <path d="M12 21s7-6.2 7-11.5a7 7 0 1 0-14 0C5 14.8 12 21 12 21Z" />
    <circle cx="12" cy="9.5" r="2.4" />
  </Icon>
);

export const SpeechIcon = () => (
  <Icon>
    <path d="M20 5H4v11h4v4l5-4h7Z" />
  </Icon>
);

export const ClockIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7v5l3.2 2" />
  </Icon>
);

export const SearchIcon = () => (
  <Icon>
    <circle cx="11" cy="11" r="6.5" />
    <path d="m16 16 4.5 4.5" />
  </Icon>
);

export const CalendarIcon = () => (
  <Icon>
    <rect x="4" y="5.5" width="16" height="14.5" rx="3" />
    <path d="M8.5 3.5v4M15.5 3.5v4M4 10.5h16" />
  </Icon>
);

export const WarningIcon = () => (
  <Icon>
    <path d="M12 4 2.8 19.5h18.4Z" />
    <path d="M12 10v4.2M12 17v.1" />
  </Icon>
);

export const CheckIcon = () => (
  <Icon>
    <path d="m5 12.5 4.5 4.5L19 7.5" />
  </Icon>
);

export const MailIcon = () => (
  <Icon>
    <rect x="3.5" y="5.5" width="17" height="13" rx="2.5" />
    <path d="m4.5 7.5 7.5 6 7.5-6" />
  </Icon>
);

export const VisibleIcon = () => (
  <Icon>
    <path d="M2.8 12S6 5.8 12 5.8 21.2 12 21.2 12 18 18.2 12 18.2 2.8 12 2.8 12Z" />
    <circle cx="12" cy="12" r="2.8" />
  </Icon>
);

export const HiddenIcon = () => (
  <Icon>
    <path d="M4.5 8.8C3.4 10.3 2.8 12 2.8 12S6 18.2 12 18.2c1.5 0 2.8-.4 4-1M9.5 6.2a8 8 0 0 1 2.5-.4c6 0 9.2 6.2 9.2 6.2a15 15 0 0 1-2.1 3M4 4l16 16" />
  </Icon>
);

export const OfflineIcon = () => (
  <Icon>
    <path d="M4 4l16 16M8.5 12.5a6 6 0 0 1 2-1.2M5 9a11 11 0 0 1 3-2M12 5.5A11 11 0 0 1 19 9M15 12.2l.6.4M12 18.5v.1" />
  </Icon>
);

export const BackIcon = () => (
  <Icon>
    <path d="m14.5 5.5-6.5 6.5 6.5 6.5" />
  </Icon>
);

export const ForwardIcon = () => (
  <Icon>
    <path d="m9.5 5.5 6.5 6.5-6.5 6.5" />
  </Icon>
);

export const SunIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4" />
  </Icon>
);

export const MoonIcon = () => (
  <Icon>
    <path d="M20 14.5A8.2 8.2 0 0 1 9.5 4a8.2 8.2 0 1 0 10.5 10.5Z" />
  </Icon>
);

export const WeekIcon = () => (
  <Icon>
    <rect x="3.5" y="5" width="17" height="15" rx="2.5" />
    <path d="M9.2 5v15M14.8 5v15" />
  </Icon>
);

export const PersonIcon = () => (
  <Icon>
    <circle cx="12" cy="8" r="4" />
    <path d="M4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6" />
  </Icon>
);

export const BellIcon = () => (
  <Icon>
    <path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15ZM10 20.5h4" />
  </Icon>
);

export const BoardIcon = () => (
  <Icon>
    <rect x="3.5" y="4" width="5" height="16" rx="1.5" />
    <rect x="10" y="4" width="5" height="10" rx="1.5" />
    <rect x="16.5" y="4" width="4" height="13" rx="1.5" />
  </Icon>
);

export const ChartIcon = () => (
  <Icon>
    <path d="M4 20.5h16.5M7 17v-5M12 17V6M17 17v-8" />
  </Icon>
);

export const SettingsIcon = () => (
  <Icon>
    <path d="M4 7h9M17 7h3M4 17h3M11 17h9" />
    <circle cx="15" cy="7" r="2" />
    <circle cx="9" cy="17" r="2" />
  </Icon>
);

export const SuitcaseIcon = () => (
  <Icon>
    <rect x="3.5" y="7.5" width="17" height="12.5" rx="2.5" />
    <path d="M9 7.5V5.5A1.5 1.5 0 0 1 10.5 4h3A1.5 1.5 0 0 1 15 5.5v2M3.5 13h17" />
  </Icon>
);

export const QueueIcon = () => (
  <Icon>
    <path d="M8.5 6h12M8.5 12h12M8.5 18h12M4 6h.01M4 12h.01M4 18h.01" />
  </Icon>
);

export const HourglassIcon = () => (
  <Icon>
    <path d="M7 3.5h10M7 20.5h10M8 3.5c0 5 8 5.5 8 8.500s-8 3.5-8 8.500M16 3.500c0 5-8 5.5-8 8.500s8 3.5 8 8.5" />
  </Icon>
);

export const ArrivedIcon = () => (
  <Icon>
    <circle cx="10" cy="8" r="3.8" />
    <path d="M3.5 20c.7-3.8 3.2-5.5 6.5-5.5 1.3 0 2.5.3 3.5.8M15 18.500l2.2 2.2 4.3-4.7" />
  </Icon>
);

export const AbsentIcon = () => (
  <Icon>
    <circle cx="10" cy="8" r="3.8" />
    <path d="M3.5 20c.7-3.8 3.2-5.5 6.5-5.5 1.3 0 2.5.3 3.5.8M16 16.500l4.5 4.500M20.5 16.5 16 21" />
  </Icon>
);

export const DoneIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="m8.5 12.3 2.5 2.5 4.7-5.1" />
  </Icon>
);

export const CancelledIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="m6.2 6.2 11.6 11.6" />
  </Icon>
);

export const PhoneIcon = () => (
  <Icon>
    <path d="M6 3.500h3l1.5 4.5-2 1.500a12 12 0 0 0 6 6l1.5-2 4.5 1.500v3a2 2 0 0 1-2 2A16 16 0 0 1 4 5.500a2 2 0 0 1 2-2Z" />
  </Icon>
);

export const PrintIcon = () => (
  <Icon>
    <path d="M7.5 9V3.500h9V9M7.5 16.500h-2a2 2 0 0 1-2-2V11a2 2 0 0 1 2-2h13a2 2 0 0 1 2 2v3.500a2 2 0 0 1-2 2h-2" />
    <path d="M7.5 14h9v6.500h-9Z" />
  </Icon>
);

export const PlusIcon = () => (
  <Icon>
    <path d="M12 5v14M5 12h14" />
  </Icon>
);

export const TrashIcon = () => (
  <Icon>
    <path d="M4.5 6.500h15M9.5 6.500v-2h5v2M6.5 6.500l.8 13h9.400l.8-13M10 10.500v5.500M14 10.500v5.5" />
  </Icon>
);
