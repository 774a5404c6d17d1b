/** Files that the build names by their content */
export const cachedFiles = 'docket-files';
/** What belongs to the signed-in user; deleted at sign-out */
export const cachedVisits = 'docket-visits';
