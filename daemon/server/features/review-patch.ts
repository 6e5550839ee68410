import path from 'node:path';
import type { FindingView } from '#protocol/findings.ts';
import { problem } from '../../domain/problems/problem.ts';
import { patchOf, type TemplatePatch } from '../../domain/tickets/evidence/template-patch.ts';
import { readGitBase } from '../../workspace/read/git-base.ts';
import { gitHeadOf } from '../../workspace/read/git-head.ts';
import { readTextFile } from '../../workspace/read/text-file.ts';

/**
 * Resolves to the changes of the template that declares a finding's resource, since its branch began.
 * @throws Problem `patch-unavailable`.
 */
export async function readPatch(
  ticket: string,
  finding: FindingView | undefined,
  signal: AbortSignal,
): Promise<TemplatePatch> {
  const { place, confidence } = finding?.link ?? {};
  if (!place || confidence !== 'certain')
    throw problem('patch-unavailable', { ticket, reason: 'no-template' });
  const read = readTextFile(place.file);
  if (read?.kind !== 'text') throw problem('patch-unavailable', { ticket, reason: 'no-template' });
  const git = gitHeadOf(place.file);
  if (!git) throw problem('patch-unavailable', { ticket, reason: 'no-git' });
  const file = path.relative(git.root, place.file).split(path.sep).join('/');
  const base = await readGitBase(git.root, file, signal);
  if (!base) throw problem('patch-unavailable', { ticket, reason: 'no-base' });
  const patch = patchOf({ file, base: base.name, before: base.text, after: read.text });
  if (!patch) throw problem('patch-unavailable', { ticket, reason: 'unchanged', file, base: base.name });
  return patch;
}
