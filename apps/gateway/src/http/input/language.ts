import { faultOption } from './field-faults.js';

/** A language tag (BCP 47), such as `en` or `pt-BR`. */
export const language = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;
export const languageFault = faultOption('language.invalid');
