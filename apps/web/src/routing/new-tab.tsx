import { VisuallyHidden } from '@mantine/core';
import { messages } from '../messages/index.js';

/** Said within a link that leaves the page: it opens beside it. */
export const NewTab = () => <VisuallyHidden>({messages.appointments.newTab})</VisuallyHidden>;
