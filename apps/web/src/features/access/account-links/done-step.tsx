import { Button } from '@mantine/core';
import { CheckIcon } from '../../../components/icons/icons.js';
import { Link } from '../../../routing/link.js';
import { addresses } from '../../../routing/location.js';
import { messages } from '../../../messages/index.js';
import { Step } from '../../../components/form/step.js';

interface DoneStepProps {
  title: string;
  children: string;
  /** What the way on is called, where searching a doctor is not what comes next */
  next?: string;
}

export function DoneStep({ title, children, next = messages.states.toSearch }: DoneStepProps) {
  return (
    <Step follows icon={<CheckIcon />} title={title} lead={children}>
      <Button component={Link} href={addresses.search} fullWidth>
        {next}
      </Button>
    </Step>
  );
}
