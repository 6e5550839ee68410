import { describe } from 'vitest';
import { conflicts } from './actions/conflicts.ts';
import { edits } from './actions/edits.ts';
import { filing } from './actions/filing.ts';
import { undo } from './actions/undo.ts';
import { choices } from './list/choices.ts';
import { divergences } from './list/divergences.ts';
import { mainJob } from './list/main-job.ts';
import { noDaemon } from './list/no-daemon.ts';
import { rows } from './list/rows.ts';
import { templates } from './list/templates.ts';
import { finding } from './page/finding.ts';
import { knownTricks } from './page/known-tricks.ts';
import { resolved } from './page/resolved.ts';
import { reviewer } from './page/reviewer.ts';
import { again } from './review/again.ts';
import { changes } from './review/changes.ts';
import { drafts } from './review/drafts.ts';
import { fields } from './review/fields.ts';
import { form } from './review/form.ts';
import { moves } from './review/moves.ts';
import { shareWindow } from './shared-window.ts';

const shared = shareWindow();

describe('findings in the side bar and on templates', () => {
  mainJob(shared);
  choices(shared);
  templates(shared);
  rows(shared);
  divergences(shared);
  noDaemon(shared);
});

describe('the page of a finding', () => {
  finding(shared);
  resolved(shared);
  reviewer(shared);
});

describe('reviews', () => {
  // A window keeps what was typed: the form without any comes first.
  form(shared);
  again(shared);
  drafts(shared);
  changes(shared);
  fields(shared);
  moves(shared);
});

describe('actions on tickets', () => {
  undo(shared);
  conflicts(shared);
  edits(shared);
  filing(shared);
});

knownTricks(shared);
