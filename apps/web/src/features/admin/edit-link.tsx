import { Button } from '@mantine/core';
import { messages } from '../../messages/index.js';
import { Link } from '../../routing/link.js';
import { useEditing } from './use-editing.js';

const texts = messages.admin;

/** Opens the form of a record of the list. */
export function EditLink({ id, name }: { id: number; name: string }) {
  const { hrefOf } = useEditing();
  return (
    <Button
      component={Link}
      href={hrefOf(id)}
      variant="default"
      size="sm"
      mih={44}
      aria-label={texts.editOf(name)}
    >
      {texts.edit}
    </Button>
  );
}
