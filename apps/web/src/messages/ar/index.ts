import { en } from '../en/index.js';

export const ar = en;
