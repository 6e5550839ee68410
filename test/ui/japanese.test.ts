import { describe } from 'vitest';
import { divergences } from './list/divergences.ts';
import { japanese } from './list/japanese.ts';
import { shareWindow } from './shared-window.ts';

/** Only the extension's own texts: no registry has VS Code's language packs. */
describe('in Japanese', () => {
  const shared = shareWindow('ja');
  japanese(shared);
  divergences(shared);
});
