/**
 * The commands that lenses, hovers and quick fixes name; the window implements them. Argument: a finding's key, or a list of
 * keys from which the user chooses one; for `decideLink`, `ChooseLinkParams`. `reviewFinding` reviews all findings of a list
 * that is its second argument.
 */
export const clientCommands = {
  openFinding: 'guardrail.finding.open',
  reviewFinding: 'guardrail.finding.review',
  openTicket: 'guardrail.ticket.open',
  chooseLink: 'guardrail.link.choose',
  decideLink: 'guardrail.link.decide',
} as const;
