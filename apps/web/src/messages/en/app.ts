export const app = {
  name: 'Docket',
  title: (page: string) => `${page} · Docket`,
  home: 'Docket, find a doctor',
  skip: 'Skip to content',
  toDark: 'Use dark colours',
  toLight: 'Use light colours',
  offline: 'You are offline. What you see may be out of date.',
};
