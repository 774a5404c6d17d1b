import { useQueryClient } from '@tanstack/react-query';
import { addDependant, changeDependant, type Dependant, dependantsQuery } from '../../../../api/people.js';
import { ActForm } from '../../../../components/form/act-form.js';
import { type Typed, useAct } from '../../../../components/form/act.js';
import { useEdit } from '../../../../components/form/meanwhile/use-edit.js';
import { TextField } from '../../../../components/form/inputs.js';
import { type FieldErrors } from '../../../../components/form/refusals.js';
import { messages } from '../../../../messages/index.js';
import { Openable } from './openable.js';
import { RelationshipField, relationshipOf } from './relationship.js';

const texts = messages.account.people;

const personIn = (typed: Typed) => ({
  name: typed('name').trim(),
  birthDate: typed('birthDate') || null,
  relationship: relationshipOf(typed('relationship')),
});

function PersonFields({ errors, person }: { errors: FieldErrors; person?: Dependant }) {
  return (
    <>
      <TextField
        of="NewDependantDto.name"
        label={texts.name}
        errors={errors}
        defaultValue={person?.name}
        required
      />
      <TextField
        type="date"
        name="birthDate"
        label={texts.birthDate}
        errors={errors}
        defaultValue={person?.birthDate}
      />
      <RelationshipField
        label={texts.relationship}
        names={texts.relationships}
        errors={errors}
        {...(person !== undefined && { value: person.relationship })}
      />
    </>
  );
}

function useReload(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['me', 'dependants'] });
}

function AddForm({ onDone }: { onDone: () => void }) {
  const reload = useReload();
  const act = useAct(async (typed) => {
    await addDependant(personIn(typed));
    await reload();
    onDone();
  });
  return (
    <ActForm act={act} button={texts.addButton}>
      {(errors) => <PersonFields errors={errors} />}
    </ActForm>
  );
}

export function AddDependant() {
  return (
    <Openable label={texts.add} hint={texts.addHint}>
      {(close) => <AddForm onDone={close} />}
    </Openable>
  );
}

export function EditForm({ person, onDone }: { person: Dependant; onDone: () => void }) {
  const reload = useReload();
  const client = useQueryClient();
  const edit = useEdit<Dependant>({
    record: person,
    reread: async () => {
      const now = await client.query({ ...dependantsQuery(), staleTime: 0 });
      return now.find(({ userId }) => userId === person.userId) ?? person;
    },
  });
  const { hasAccount } = edit.record;
  const act = useAct(async (typed) => {
    const { relationship, ...own } = personIn(typed);
    // A dependant with an account decides about name and birth date.
    const wanted = hasAccount ? { relationship } : { ...own, relationship };
    await edit.save(wanted, (changes, { version }) => changeDependant(person.userId, changes, version));
    await reload();
    onDone();
  });
  return (
    <ActForm act={act} button={messages.account.save}>
      {(errors) =>
        hasAccount ? (
          <RelationshipField
            key={edit.filling}
            label={texts.relationship}
            names={texts.relationships}
            errors={errors}
            value={edit.record.relationship}
          />
        ) : (
          <PersonFields key={edit.filling} errors={errors} person={edit.record} />
        )
      }
    </ActForm>
  );
}
