import { type ChooseLinkParams, verdicts } from '#protocol/links.ts';

/** Returns a quick fix's answer about a link; `undefined` if the command was called with something else. */
export function readDecision(argument: unknown): ChooseLinkParams | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { finding, file, logicalId, verdict } = argument as Record<string, unknown>;
  if (typeof finding !== 'string') return undefined;
  const place = typeof file === 'string' && typeof logicalId === 'string' ? { file, logicalId } : undefined;
  if (verdict === 'forget') return { finding, verdict, ...place };
  const known = verdicts.find((each) => each === verdict);
  return known && place && { finding, verdict: known, ...place };
}
