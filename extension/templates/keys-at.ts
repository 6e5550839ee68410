import type { MarkedResource } from '#protocol/editor.ts';

/** Returns the findings of the resource on this line; without one, those of all resources. @param line 0-based. */
export function keysAt(resources: readonly MarkedResource[], line: number | undefined): string[] {
  const here = resources.filter(
    ({ range, lastLine }) => line !== undefined && range.start.line <= line && line <= lastLine,
  );
  return (here.length > 0 ? here : resources).flatMap(({ findings }) => findings);
}
