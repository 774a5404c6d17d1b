/** A text for a pattern of LIKE, or for Prisma's `contains`, which becomes one: three characters would mean something. */
export const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
