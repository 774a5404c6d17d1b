/** Files that the build names by their content */
export const cachedFiles = 'docket-files';
/** What belongs to whoever is signed in; it goes when they sign out */
export const cachedVisits = 'docket-visits';
