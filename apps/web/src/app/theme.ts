import { Button, createTheme, type MantineColorsTuple } from '@mantine/core';

/** A calm blue-green. Shade 7 carries white text at 6:1 in both schemes; text on dark surfaces takes shade 3. */
const lagoon: MantineColorsTuple = [
  '#edf7f7',
  '#d8ecee',
  '#b3dadd',
  '#86c6cb',
  '#5fb2b9',
  '#3d9aa2',
  '#22828b',
  '#0f6e77',
  '#0b5b63',
  '#07474d',
];

/** Greys with a trace of the same hue, for the dark scheme. */
const dark: MantineColorsTuple = [
  '#e3eaeb',
  '#c3cfd1',
  '#a3b2b5',
  '#76878a',
  '#4a5a5d',
  '#334144',
  '#253235',
  '#182123',
  '#0f1617',
  '#0a0f10',
];

export const theme = createTheme({
  colors: { lagoon, dark },
  primaryColor: 'lagoon',
  primaryShade: 7,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  // Large enough for a thumb.
  components: { Button: Button.extend({ defaultProps: { size: 'md' } }) },
  fontFamily:
    "system-ui, -apple-system, 'Segoe UI', Roboto, Inter, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif",
});
