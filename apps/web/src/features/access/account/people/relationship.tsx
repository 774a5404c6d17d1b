import { type Relationship } from '../../../../api/people.js';
import { SelectField } from '../../../../components/form/inputs.js';
import { type FieldErrors } from '../../../../components/form/refusals.js';

const relationships = ['child', 'parent', 'partner', 'other'] as const satisfies readonly Relationship[];

export const relationshipOf = (text: string): Relationship =>
  relationships.find((relationship) => relationship === text) ?? 'other';

interface RelationshipFieldProps {
  label: string;
  names: Readonly<Record<Relationship, string>>;
  errors: FieldErrors;
  value?: Relationship;
}

export function RelationshipField({ label, names, errors, value = 'child' }: RelationshipFieldProps) {
  return (
    <SelectField
      name="relationship"
      label={label}
      errors={errors}
      defaultValue={value}
      options={relationships.map((relationship) => ({ value: relationship, label: names[relationship] }))}
    />
  );
}
