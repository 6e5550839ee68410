import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright-core';
import { type Look, lookOf, wear } from './vscode/looks.ts';

/** One element of a page that breaks one rule of axe. */
export interface Violation {
  readonly theme: string;
  readonly rule: string;
  /** The reason in axe's words. */
  readonly why: string;
  /** The element's selector, after those of the components that it is in. */
  readonly target: string;
  readonly html: string;
}

/** The part of axe's answer that is used. */
interface Answer {
  readonly violations: readonly Broken[];
  /** Elements about which axe cannot decide, such as a text over a picture. */
  readonly incomplete: readonly Broken[];
}

interface Broken {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly {
    readonly target: readonly (string | readonly string[])[];
    readonly html: string;
    readonly any: readonly { readonly message: string }[];
  }[];
}

let source: string | undefined;

/** Returns axe's text. It is read as a file, because only a page runs it. */
function axe(): string {
  source ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  return source;
}

/**
 * Resolves to what axe finds in a webview's page in each look, and to what it cannot decide. Every rule is tried in the first look;
 * in the others only colors differ. The marks next to texts, which are pseudo elements, are taken to be next to them and not below.
 * The page has its own look again afterwards.
 */
export async function violationsIn(frame: Frame, looks: readonly Look[]): Promise<Violation[]> {
  if (!(await frame.evaluate('"axe" in globalThis'))) await frame.evaluate(axe());
  const own = await lookOf(frame);
  const found: Violation[] = [];
  for (const [index, look] of looks.entries()) {
    await wear(frame, look);
    const rules = index === 0 ? '' : `runOnly: ['color-contrast'],`;
    const options = `{
      ${rules}
      resultTypes: ['violations', 'incomplete'],
      checks: { 'color-contrast': { options: { ignorePseudo: true } } },
      preload: false
    }`;
    const { violations, incomplete } = await frame.evaluate<Answer>(`axe.run(document, ${options})`);
    for (const { id: rule, help, nodes } of [...violations, ...incomplete])
      for (const { target, html, any } of nodes)
        found.push({
          ...{ theme: look.theme, rule, why: any[0]?.message ?? help },
          ...{ target: target.flat().join(' '), html: html.slice(0, 300) },
        });
  }
  await wear(frame, own);
  return found;
}
