import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answer, api } from '../../api/client.js';
import { type Dependant, type Relationship } from '../../api/people.js';
import { ActForm } from '../../components/form/act-form.js';
import { useAct } from '../../components/form/act.js';
import { type FieldErrors } from '../../components/form/refusals.js';
import { Saved } from '../../components/panel.js';
import { messages } from '../../messages/index.js';
import styles from './account.module.css';

const texts = messages.account.people;
const relationships = ['child', 'parent', 'partner', 'other'] as const satisfies readonly Relationship[];

const relationshipOf = (text: string): Relationship =>
  relationships.find((relationship) => relationship === text) ?? 'other';

interface RelationshipFieldProps {
  label: string;
  names: Readonly<Record<Relationship, string>>;
  value?: Relationship;
}

function RelationshipField({ label, names, value }: RelationshipFieldProps) {
  return (
    <NativeSelect
      size="md"
      name="relationship"
      label={label}
      defaultValue={value ?? 'child'}
      data={relationships.map((relationship) => ({ value: relationship, label: names[relationship] }))}
    />
  );
}

const field = { size: 'md', withAsterisk: false } as const;

function PersonFields({ errors, person }: { errors: FieldErrors; person?: Dependant }) {
  return (
    <>
      <TextInput
        {...field}
        name="name"
        label={texts.name}
        defaultValue={person?.name}
        error={errors.name}
        required
        maxLength={100}
        autoComplete="off"
      />
      <TextInput
        {...field}
        type="date"
        name="birthDate"
        label={texts.birthDate}
        defaultValue={person?.birthDate ?? ''}
        error={errors.birthDate}
      />
      <RelationshipField
        label={texts.relationship}
        names={texts.relationships}
        {...(person !== undefined && { value: person.relationship })}
      />
    </>
  );
}

interface OpenableProps {
  label: string;
  /** In full, where the label alone does not say whom it is about */
  name?: string;
  hint?: string;
  children: (close: () => void) => ReactNode;
}

/** A form that is out of the way until it is asked for. */
export function Openable({ label, name, hint, children }: OpenableProps) {
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
  };
  return (
    <>
      <Button
        variant="light"
        aria-expanded={isOpen}
        aria-label={name ?? label}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        {label}
      </Button>
      {isOpen && (
        <div className={styles.inline}>
          {hint !== undefined && <p className={styles.plain}>{hint}</p>}
          {children(close)}
        </div>
      )}
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
    const [name, birthDate] = [typed('name').trim(), typed('birthDate')];
    const body = { name, birthDate: birthDate || null, relationship: relationshipOf(typed('relationship')) };
    await answer(api.POST('/me/dependants', { body }));
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
  const act = useAct(async (typed) => {
    const [name, birthDate] = [typed('name').trim(), typed('birthDate')];
    const body = { name, birthDate: birthDate || null, relationship: relationshipOf(typed('relationship')) };
    const params = { path: { userId: person.userId } };
    // Who has an account has a name of their own.
    const change = person.hasAccount ? { relationship: body.relationship } : body;
    await answer(api.PATCH('/me/dependants/{userId}', { params, body: change }));
    await reload();
    onDone();
  });
  return (
    <ActForm act={act} button={messages.account.save}>
      {(errors) =>
        person.hasAccount ? (
          <RelationshipField
            label={texts.relationship}
            names={texts.relationships}
            value={person.relationship}
          />
        ) : (
          <PersonFields errors={errors} person={person} />
        )
      }
    </ActForm>
  );
}

interface LinkFormProps {
  emailLabel: string;
  button: string;
  /** Asks what the two are to each other */
  relationshipLabel?: string;
  send: (email: string, relationship: Relationship) => Promise<unknown>;
}

/** Sends a link by mail and says to whom. */
export function LinkForm({ emailLabel, button, relationshipLabel, send }: LinkFormProps) {
  const act = useAct(async (typed) => {
    const email = typed('email').trim();
    await send(email, relationshipOf(typed('relationship')));
    return email;
  });
  return (
    <>
      <ActForm act={act} button={button}>
        {(errors) => (
          <>
            <TextInput
              {...field}
              type="email"
              name="email"
              label={emailLabel}
              error={errors.email}
              required
              maxLength={254}
              autoComplete="off"
            />
            {relationshipLabel !== undefined && (
              <RelationshipField label={relationshipLabel} names={texts.inviteOptions} />
            )}
          </>
        )}
      </ActForm>
      <Saved>{act.isSuccess && texts.sent(act.data)}</Saved>
    </>
  );
}

export function InviteMyGuardian() {
  return (
    <Openable label={texts.invite} hint={texts.inviteHint}>
      {() => (
        <LinkForm
          emailLabel={texts.inviteEmail}
          relationshipLabel={texts.inviteSelfRelationship}
          button={texts.inviteButton}
          send={(email, relationship) => answer(api.POST('/me/guardians', { body: { email, relationship } }))}
        />
      )}
    </Openable>
  );
}
