import { describe } from 'vitest';
import { again } from './review/again.ts';
import { drafts } from './review/drafts.ts';
import { form } from './review/form.ts';
import { shareWindow } from './shared-window.ts';

describe('reviews', () => {
  const shared = shareWindow();
  again(shared);
  form(shared);
  drafts(shared);
});
