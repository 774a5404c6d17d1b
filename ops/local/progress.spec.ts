import { progressOn } from './progress.mjs';

function recorded(terminal: { isTTY?: boolean; columns?: number } = {}) {
  let text = '';
  const progress = progressOn({ ...terminal, write: (more: string) => (text += more) });
  return { progress, text: () => text };
}

it('says each step in a line where lines stay', async () => {
  const { progress, text } = recorded();
  await expect(progress.during('Building', () => Promise.resolve('built'))).resolves.toBe('built');
  progress.clear();
  progress.say('Ready.');
  expect(text()).toBe('Building…\nReady.\n');
});

it('rewrites one line of a terminal, no longer than it is wide, and leaves nothing of it', async () => {
  const { progress, text } = recorded({ isTTY: true, columns: 24 });
  await Promise.all([
    progress.during('Building this', () => Promise.resolve()),
    progress.during('Building that', () => Promise.resolve()),
  ]);
  progress.say('Ready.');
  const lines = text().split('\r\u001b[K');
  expect(lines).toContain('Building this…');
  expect(lines).toContain('Building this… Building');
  expect(lines.slice(-2)).toEqual(['Ready.\n', '']);
});
