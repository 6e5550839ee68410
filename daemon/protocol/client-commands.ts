/**
 * The commands that lenses, hovers and quick fixes name; the window implements them. Argument: a finding's key; for
 * `decideLink`, `ChooseLinkParams`.
 */
export const clientCommands = {
  openFinding: 'guardrail.finding.open',
  reviewFinding: 'guardrail.finding.review',
  chooseLink: 'guardrail.link.choose',
  decideLink: 'guardrail.link.decide',
} as const;
