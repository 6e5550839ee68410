import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Frame } from 'playwright-core';
import { expect, inject } from 'vitest';
import { type Violation, violationsIn } from '../support/accessibility.ts';
import { type Look, looksOf } from '../support/vscode/looks.ts';
import type { Stage } from './stage.ts';

/** Fails if axe finds a violation in a page of Guardrail, as it is now, in any theme. */
export async function expectAccessible(stage: Stage, frame: Frame): Promise<void> {
  expect(await violationsOf(stage, frame)).toEqual([]);
}

/** Resolves to the violations of a page in a dark, a light and both high contrast themes. */
export async function violationsOf(stage: Stage, frame: Frame): Promise<Violation[]> {
  return violationsIn(frame, await knownLooks(stage, frame));
}

/** The first file that asks finds out how the themes look; the others of the same run read that. */
async function knownLooks({ vsCode }: Stage, frame: Frame): Promise<Look[]> {
  const file = inject('looks');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Look[];
  const looks = await looksOf(vsCode, frame);
  writeFileSync(file, JSON.stringify(looks));
  return looks;
}
