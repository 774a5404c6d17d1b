/** Whether a search is for a telephone number, not a name. */
export const looksLikePhone = (text: string): boolean => /^[+\d][\d\s()/-]{3,}$/.test(text);
