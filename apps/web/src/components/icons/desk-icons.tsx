import { Icon } from './icons.js';

export const HourglassIcon = () => (
  <Icon>
    <path d="M7 3.5h10M7 20.5h10M8 3.5c0 5 8 5.5 8 8.5s-8 3.5-8 8.5M16 3.5c0 5-8 5.5-8 8.5s8 3.5 8 8.5" />
  </Icon>
);

export const ArrivedIcon = () => (
  <Icon>
    <circle cx="10" cy="8" r="3.8" />
    <path d="M3.5 20c.7-3.8 3.2-5.5 6.5-5.5 1.3 0 2.5.3 3.5.8M15 18.5l2.2 2.2 4.3-4.7" />
  </Icon>
);

export const AbsentIcon = () => (
  <Icon>
    <circle cx="10" cy="8" r="3.8" />
    <path d="M3.5 20c.7-3.8 3.2-5.5 6.5-5.5 1.3 0 2.5.3 3.5.8M16 16.5l4.5 4.5M20.5 16.5 16 21" />
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

export const PrintIcon = () => (
  <Icon>
    <path d="M7.5 9V3.5h9V9M7.5 16.5h-2a2 2 0 0 1-2-2V11a2 2 0 0 1 2-2h13a2 2 0 0 1 2 2v3.5a2 2 0 0 1-2 2h-2" />
    <path d="M7.5 14h9v6.5h-9Z" />
  </Icon>
);

export const PlusIcon = () => (
  <Icon>
    <path d="M12 5v14M5 12h14" />
  </Icon>
);

export const TrashIcon = () => (
  <Icon>
    <path d="M4.5 6.5h15M9.5 6.5v-2h5v2M6.5 6.5l.8 13h9.4l.8-13M10 10.5v5.5M14 10.5v5.5" />
  </Icon>
);
