import path from 'node:path';
import type { TemplatePlace } from '#protocol/links.ts';
import type { FindingLink } from '../../../daemon/domain/linking/finding-link.ts';
import type { Case } from '../organization-of-stacks/world.ts';

/** `shown`: the right declaration is among the candidates. `silent`: no declaration was named. */
export type Verdict = 'right' | 'wrong' | 'shown' | 'silent';

/** A link with its verdict. */
export interface Judged extends Case {
  readonly link: FindingLink;
  readonly verdict: Verdict;
}

/** Compares links with the truth. @throws if no link was made for a finding, because then nothing was measured. */
export function judge(
  cases: readonly Case[],
  links: ReadonlyMap<string, FindingLink>,
  folder: string,
): Judged[] {
  return cases.map((each) => {
    const link = links.get(each.finding.key);
    if (!link) throw new Error(`${each.finding.key} was not linked.`);
    const isTrue = ({ file, logicalId }: TemplatePlace) =>
      each.truth !== 'none' &&
      logicalId === each.truth.logicalId &&
      file === path.join(folder, each.truth.file);
    const verdict = link.place
      ? isTrue(link.place)
        ? 'right'
        : 'wrong'
      : link.candidates?.some(isTrue)
        ? 'shown'
        : 'silent';
    return { ...each, link, verdict };
  });
}

/** Shares of 1; `NaN` if nothing could be counted. */
export interface Quality {
  readonly findings: number;
  readonly certain: Precision;
  readonly probable: Precision;
  /** Share of all findings. */
  readonly candidates: number;
  readonly none: number;
  /** Share of the findings declared in the workspace whose link has the right declaration. */
  readonly recall: number;
  /** The same, including links with the right declaration among the candidates. */
  readonly recallWithCandidates: number;
}

interface Precision {
  readonly count: number;
  readonly precision: number;
}

/** Returns the quality of these links. */
export function qualityOf(judged: readonly Judged[]): Quality {
  const declared = judged.filter(({ truth }) => truth !== 'none');
  const share = (confidence: string) =>
    judged.filter(({ link }) => link.confidence === confidence).length / judged.length;
  const found = (...verdicts: Verdict[]) =>
    declared.filter(({ verdict }) => verdicts.includes(verdict)).length / declared.length;
  return {
    findings: judged.length,
    certain: precisionOf(judged, 'certain'),
    probable: precisionOf(judged, 'probable'),
    candidates: share('candidates'),
    none: share('none'),
    recall: found('right'),
    recallWithCandidates: found('right', 'shown'),
  };
}

function precisionOf(judged: readonly Judged[], confidence: string): Precision {
  const links = judged.filter(({ link }) => link.confidence === confidence);
  const right = links.filter(({ verdict }) => verdict === 'right').length;
  return { count: links.length, precision: right / links.length };
}

/** Returns lines about each wrong link: the link and its evidence, the truth, and the known facts. */
export function wrongLinks(judged: readonly Judged[], folder: string): string[] {
  return judged
    .filter(({ verdict }) => verdict === 'wrong')
    .map(({ finding, truth, known, link, scenario }) => {
      const { resource, account, region, tags } = finding;
      const linked = link.place && `${path.relative(folder, link.place.file)} ${link.place.logicalId}`;
      const stack = tags?.['aws:cloudformation:stack-name'] ?? 'unknown';
      const facts = Object.entries(known).flatMap(([name, is]) => (is ? [name] : []));
      return [
        `${scenario}: ${resource.type} ${resource.name ?? resource.id} in ${account} ${region}`,
        `  stack in tags: ${stack}; known: ${facts.join(', ') || 'only its names'}`,
        `  ${link.confidence}: ${linked}`,
        `  truth: ${truth === 'none' ? 'declared elsewhere' : `${truth.file} ${truth.logicalId}`}`,
        `  ${JSON.stringify(link.evidence)}`,
      ].join('\n');
    });
}
