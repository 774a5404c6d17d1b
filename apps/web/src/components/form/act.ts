import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { checkForm } from './refusals.js';

/** What somebody typed into the field of this name */
export type Typed = (name: string) => string;

/** What is ticked or chosen among the fields of this name */
export type Ticked = (name: string) => string[];

export type Act<T> = UseMutationResult<T, Error, HTMLFormElement>;

/** What happens when a form is sent. What was typed stays in the form alone: no cache keeps passwords. */
export const useAct = <T>(act: (typed: Typed, ticked: Ticked, data: FormData) => Promise<T>): Act<T> =>
  useMutation({
    gcTime: 0,
    mutationFn: (form: HTMLFormElement) => {
      checkForm(form);
      const data = new FormData(form);
      const typed: Typed = (name) => {
        const value = data.get(name);
        return typeof value === 'string' ? value : '';
      };
      const ticked: Ticked = (name) => data.getAll(name).filter((value) => typeof value === 'string');
      return act(typed, ticked, data);
    },
  });
