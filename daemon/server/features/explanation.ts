import { readExplanation } from '#protocol/finding-details.ts';
import { printable } from '../../base/printable.ts';
import type { Finding } from '../../domain/findings/finding.ts';
import { problem } from '../../domain/problems/problem.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { SessionView } from '../session/session-view.ts';

const timeoutMs = 20_000;

export interface ExplanationInput {
  /** Asks AWS. @throws Problem */
  read(
    finding: Finding,
    signal: AbortSignal,
  ): Promise<{ readonly description?: string; readonly annotation?: string }>;
  readonly view: Pick<SessionView, 'snapshot'>;
}

/** Handles the question what AWS Config says of one finding, in bounded time. */
export function answerExplanation(dispatch: Dispatch, { read, view }: ExplanationInput): void {
  dispatch.request(readExplanation, async ({ finding: key }, signal) => {
    const finding = view.snapshot().findings.find((each) => each.key === key);
    if (!finding) throw problem('finding-unknown', { finding: key });
    if (finding.source !== 'config') return {};
    const late = AbortSignal.timeout(timeoutMs);
    const { description, annotation } = await read(finding, AbortSignal.any([signal, late]));
    return {
      ...(description !== undefined && { description: printable(description) }),
      ...(annotation !== undefined && { annotation: printable(annotation) }),
    };
  });
}
