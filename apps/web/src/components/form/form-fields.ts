export type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export const isField = (element: unknown): element is Field =>
  element instanceof HTMLInputElement ||
  element instanceof HTMLSelectElement ||
  element instanceof HTMLTextAreaElement;

/** The fields of this name: none, one, or as many boxes as there are to tick. */
export function fieldsOf(form: HTMLFormElement, name: string): Field[] {
  const found = form.elements.namedItem(name);
  return (found instanceof RadioNodeList ? [...found] : [found]).filter(isField);
}

export const labelOf = (field: Field | undefined): string | undefined =>
  field?.labels?.[0]?.textContent ?? field?.getAttribute('aria-label') ?? undefined;
