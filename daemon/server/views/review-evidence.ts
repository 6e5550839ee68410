import path from 'node:path';
import type { FindingView } from '#protocol/findings.ts';
import { permalinkOf } from '../../domain/tickets/evidence/permalink.ts';
import type {
  EvidencedFinding,
  EvidencedTemplate,
  ReviewEvidence,
} from '../../domain/tickets/evidence/review-evidence.ts';
import { type GitHead, gitHeadOf } from '../../workspace/read/git-head.ts';

export interface EvidenceInput {
  /** The finding that the ticket tracks; absent if none is known. */
  readonly finding?: FindingView | undefined;
  /** The source's own title, which is in no reader's language. */
  readonly ownTitle?: string | undefined;
  /** When AWS last reported it. */
  readonly lastSeen?: string | undefined;
  readonly accountName?: string | undefined;
  /** Whether the template of the resource's stack is the file as it is. */
  readonly deployment?: EvidencedTemplate['deployment'];
}

/** Returns the facts that the reviewer sees next to the developer's reason. */
export function evidenceOf({
  finding,
  ownTitle,
  lastSeen,
  accountName,
  deployment,
}: EvidenceInput): ReviewEvidence {
  if (!finding) return {};
  const at = finding.resolvedAt ?? lastSeen;
  const { source, rule, ruleIdentifier, account, region, resource } = finding;
  const evidenced: EvidencedFinding = {
    ...{ source, rule, account, region },
    ...(ruleIdentifier !== undefined && { ruleIdentifier }),
    ...(ownTitle !== undefined && { title: ownTitle }),
    resourceType: resource.type,
    resource: resource.name ?? resource.id,
    ...(accountName !== undefined && { accountName }),
    state: finding.resolvedAt === undefined ? 'failing' : 'resolved',
    ...(at !== undefined && { at }),
  };
  return { finding: evidenced, ...templateOf(finding, deployment) };
}

function templateOf(
  { link }: FindingView,
  deployment: EvidencedTemplate['deployment'],
): Pick<ReviewEvidence, 'template' | 'change'> {
  const { place, confidence } = link ?? {};
  if (!place || (confidence !== 'certain' && confidence !== 'probable')) return {};
  const git = gitHeadOf(place.file);
  const file = git
    ? path.relative(git.root, place.file).split(path.sep).join('/')
    : path.basename(place.file);
  const line = place.line + 1;
  const template: EvidencedTemplate = {
    ...{ file, line, logicalId: place.logicalId, confidence },
    ...(deployment && { deployment }),
  };
  if (!git) return { template };
  const { branch, commit } = git;
  const page = pageOf(git, file, line);
  return {
    template: { ...template, ...(page !== undefined && { page }) },
    change: { ...(branch !== undefined && { branch }), ...(commit !== undefined && { commit }) },
  };
}

function pageOf({ remote, commit }: GitHead, file: string, line: number): string | undefined {
  return remote === undefined || commit === undefined
    ? undefined
    : permalinkOf({ remote, commit, file, line });
}
