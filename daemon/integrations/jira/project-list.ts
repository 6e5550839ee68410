import { z } from 'zod';
import type { JiraProject } from '#protocol/account.ts';
import { printable } from '../../base/printable.ts';

/** Users do not read through a longer list. */
export const maxProjects = 1_000;

const line = (maxLength: number) =>
  z
    .string()
    .transform((text) => printable(text).trim().slice(0, maxLength))
    .pipe(z.string().min(1));

const project = z.object({ key: line(255), name: line(200) });

/** Returns a project; `undefined` if the value has no key or name. */
export function projectOf(value: unknown): JiraProject | undefined {
  return project.safeParse(value).data;
}
