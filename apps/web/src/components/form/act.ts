import { useMutation, type UseMutationOptions, type UseMutationResult } from '@tanstack/react-query';
import { checkForm } from './refusals.js';

/** The text in the field of this name; empty when the form has no such field */
export type Typed = (name: string) => string;

/** What is typed into the fields of a form. */
export const typedIn =
  (data: FormData): Typed =>
  (name) => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };

/** What is ticked or chosen among the fields of this name */
export type Ticked = (name: string) => string[];

export type Act<T> = UseMutationResult<T, Error, HTMLFormElement>;

type Afterwards<T> = Pick<UseMutationOptions<T, Error, HTMLFormElement>, 'onSuccess' | 'onSettled'>;

/** What happens when a form is sent. What was typed stays in the form alone: no cache keeps passwords. */
export const useAct = <T>(
  send: (typed: Typed, ticked: Ticked, data: FormData) => Promise<T>,
  afterwards: Afterwards<T> = {},
): Act<T> =>
  useMutation({
    ...afterwards,
    gcTime: 0,
    mutationFn: (form: HTMLFormElement) => {
      checkForm(form);
      const data = new FormData(form);
      const ticked: Ticked = (name) => data.getAll(name).filter((value) => typeof value === 'string');
      return send(typedIn(data), ticked, data);
    },
  });
