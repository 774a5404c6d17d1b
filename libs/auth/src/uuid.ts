const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether an id from outside may be that of a row: PostgreSQL refuses to compare anything else with one. */
export const isUuid = (text: string): boolean => form.test(text);
