/** The form of a UUID as PostgreSQL and Node write it, in lower case; a part of regular expressions. */
export const uuidForm = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

const wholly = new RegExp(`^${uuidForm}$`);

/** Whether an id from outside may be that of a row: PostgreSQL refuses to compare any other text with one. */
export const isUuid = (text: string): boolean => wholly.test(text);
