import { describe } from 'vitest';
import { conflicts } from './actions/conflicts.ts';
import { edits } from './actions/edits.ts';
import { filing } from './actions/filing.ts';
import { undo } from './actions/undo.ts';
import { shareWindow } from './shared-window.ts';

describe('actions on tickets', () => {
  const shared = shareWindow();
  // The command that takes an action back is not offered before the first one.
  undo(shared);
  conflicts(shared);
  edits(shared);
  filing(shared);
});
