import path from 'node:path';
import type { TemplatePlace } from '#protocol/links.ts';
import type { FindingLink } from '../../../daemon/domain/linking/finding-link.ts';
import type { Case } from '../organization-of-stacks/world.ts';

/** `shown`: the right place is among the candidates. `silent`: no place was named. */
export type Verdict = 'right' | 'wrong' | 'shown' | 'silent';

/** A link beside what is true. */
export interface Judged extends Case {
  readonly link: FindingLink;
  readonly verdict: Verdict;
}

/** @throws where a finding has no link at all: then nothing was measured. */
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

/** Shares of 1; `NaN` where nothing could be counted. */
export interface Quality {
  readonly findings: number;
  readonly certain: Stated;
  readonly probable: Stated;
  /** Of all findings. */
  readonly candidates: number;
  readonly none: number;
  /** Of findings that are declared in the workspace: linked to the right place. */
  readonly recall: number;
  /** The same, with those whose right place is one of the candidates. */
  readonly recallWithCandidates: number;
}

interface Stated {
  readonly count: number;
  readonly precision: number;
}

export function qualityOf(judged: readonly Judged[]): Quality {
  const declared = judged.filter(({ truth }) => truth !== 'none');
  const share = (confidence: string) =>
    judged.filter(({ link }) => link.confidence === confidence).length / judged.length;
  const found = (...verdicts: Verdict[]) =>
    declared.filter(({ verdict }) => verdicts.includes(verdict)).length / declared.length;
  return {
    findings: judged.length,
    certain: stated(judged, 'certain'),
    probable: stated(judged, 'probable'),
    candidates: share('candidates'),
    none: share('none'),
    recall: found('right'),
    recallWithCandidates: found('right', 'shown'),
  };
}

function stated(judged: readonly Judged[], confidence: string): Stated {
  const said = judged.filter(({ link }) => link.confidence === confidence);
  const right = said.filter(({ verdict }) => verdict === 'right').length;
  return { count: said.length, precision: right / said.length };
}

/** Each wrong link in some lines: what was said and why, what is true, what was known. */
export function wrongLinks(judged: readonly Judged[], folder: string): string[] {
  return judged
    .filter(({ verdict }) => verdict === 'wrong')
    .map(({ finding, truth, known, link, scenario }) => {
      const { resource, account, region, tags } = finding;
      const said = link.place && `${path.relative(folder, link.place.file)} ${link.place.logicalId}`;
      const stack = tags?.['aws:cloudformation:stack-name'] ?? 'unknown';
      const told = Object.entries(known).flatMap(([name, is]) => (is ? [name] : []));
      return [
        `${scenario}: ${resource.type} ${resource.name ?? resource.id} in ${account} ${region}`,
        `  stack in tags: ${stack}; known: ${told.join(', ') || 'nothing but its names'}`,
        `  ${link.confidence}: ${said}`,
        `  truth: ${truth === 'none' ? 'declared elsewhere' : `${truth.file} ${truth.logicalId}`}`,
        `  ${JSON.stringify(link.evidence)}`,
      ].join('\n');
    });
}
