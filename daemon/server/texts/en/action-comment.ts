import { titleOf } from '../../../domain/rules/title.ts';
import { isEdit, type Review, type TicketAction } from '../../../domain/tickets/actions/action.ts';
import type { CommentTexts } from '../../../domain/tickets/actions/action-comment.ts';
import type { EvidencedFinding, ReviewEvidence } from '../../../domain/tickets/evidence/review-evidence.ts';
import type { TemplatePatch } from '../../../domain/tickets/evidence/template-patch.ts';
import type { Texts } from '../texts.ts';
import { actionNames } from './tickets.ts';

export const actionComment: Texts['actionComment'] = (action) => {
  const texts = textsOf(action);
  const unchanged = isEdit(action) ? 'nothing else was changed' : 'the status was not changed';
  return action.commentOnly ? { ...texts, title: `${texts.title} (${unchanged})` } : texts;
};

function textsOf(action: TicketAction): CommentTexts {
  switch (action.kind) {
    case 'review':
      return {
        title: `Reviewed with Guardrail: ${outcome(action)}`,
        facts: action.evidence ? facts(action.evidence) : [],
      };
    case 'approve':
      return { title: 'Approved with Guardrail', facts: [] };
    case 'send-back':
      return { title: 'Sent back with Guardrail', facts: [] };
    case 'assign':
      return { title: 'Assigned with Guardrail', facts: [] };
    case 'comment':
      return { title: 'Commented with Guardrail', facts: [] };
    case 'due':
      return { title: `Due date changed with Guardrail: ${action.due}`, facts: [] };
    case 'undo':
      return { title: `Undone with Guardrail: ${actionNames[action.undoes.kind]}`, facts: [] };
  }
}

function outcome({ outcome, until, team }: Review): string {
  switch (outcome) {
    case 'fixed':
      return 'fixed';
    case 'intended':
      return until === undefined ? 'intended' : `intended until ${until}`;
    case 'not-ours':
      return `not ours, but the work of ${team ?? 'another team'}`;
  }
}

function facts({ finding, template, change, patch }: ReviewEvidence): string[] {
  const lines = [
    finding
      ? `Finding: ${titleOf(finding).en} (${finding.ruleIdentifier ?? finding.rule})`
      : 'Finding: none is certain to belong to this ticket',
    ...(finding ? [`Resource: ${finding.resourceType} ${finding.resource}, ${placeOf(finding)}`] : []),
    ...(finding ? [`AWS: ${answerOf(finding)}`] : []),
    ...(template
      ? [
          `Template: ${template.file}, line ${template.line} (${template.logicalId})${template.confidence === 'probable' ? ', probably' : ''}`,
        ]
      : []),
    ...(template?.page === undefined ? [] : [template.page]),
    ...(template?.deployment ? [`Deployment: ${deploymentOf(template.deployment)}`] : []),
    ...(change?.branch ? [`Branch: ${change.branch}`] : []),
    ...(change?.commit ? [`Commit: ${change.commit}`] : []),
    ...(patch ? [`Changes: ${changesOf(patch)}`] : []),
  ];
  return [lines.join('\n')];
}

function placeOf({ account, accountName, region }: EvidencedFinding): string {
  return `account ${accountName === undefined ? account : `${accountName} (${account})`}, ${region}`;
}

function answerOf({ state, at }: EvidencedFinding): string {
  const when = at === undefined ? '' : ` ${at.slice(0, 16).replace('T', ' ')} UTC`;
  switch (state) {
    case 'resolved':
      return `has not reported it since${when}`;
    case 'failing':
      return `still reports it, as read${when}`;
  }
}

function deploymentOf({ stack, isSame }: { readonly stack: string; readonly isSame: boolean }): string {
  return isSame
    ? `the stack ${stack} has this template as it is here`
    : `the stack ${stack} has another version of this template, as last read`;
}

/** The first number is that of the lines above: it is read back. */
function changesOf({ file, base, lines, added, removed, hidden, isCut }: TemplatePatch): string {
  return [
    `${lines} lines above`,
    `${file} compared with ${base}`,
    `+${added} −${removed}`,
    ...(isCut ? ['the rest is left out'] : []),
    ...(hidden > 0 ? ['values that look like secrets are hidden'] : []),
  ].join(', ');
}
