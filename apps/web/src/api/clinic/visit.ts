import { type components } from '../schema.js';

// Types alone: tests that compare the page with the API read them without a browser.

export type Visit = components['schemas']['VisitDto'];
export type VisitStatus = Visit['status'];
export type VisitHistoryEntry = components['schemas']['HistoryEntryDto'];

/** The steps that staff take with a visit, one after the other */
export type VisitStep = 'confirm' | 'check-in' | 'complete' | 'no-show' | 'cancel' | 'undo';
