import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { WarningIcon } from '../components/icons/icons.js';
import { Notice } from '../components/state/notice.js';
import { messages } from '../messages/index.js';

/** The last resort: a fault in a view leaves a sentence and a way out, not an empty page. */
export class CrashGuard extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    if (!this.state.crashed) return this.props.children;
    const reload = () => {
      window.location.reload();
    };
    return (
      <main>
        <Notice
          alert
          icon={<WarningIcon />}
          title={messages.states.crashedTitle}
          actions={<Button onClick={reload}>{messages.states.reload}</Button>}
        >
          {messages.states.crashed}
        </Notice>
      </main>
    );
  }
}
