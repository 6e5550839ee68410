import path from 'node:path';
import { chooseLink, type DeclaredAt, type Link, listDeclarations } from '#protocol/links.ts';
import type { Finding } from '../../domain/findings/finding.ts';
import { identityOf } from '../../domain/linking/choices/link-choice.ts';
import { Problem } from '../../domain/problems/problem.ts';
import type { Core } from '../core.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { SessionView } from '../session/session-view.ts';
import type { SessionTemplates } from '../session/templates.ts';

/** "This one" and "not this one": which declaration a finding's resource is, in a person's own word. */
export function answerChoices(
  dispatch: Dispatch,
  core: Core,
  view: SessionView,
  templates: SessionTemplates,
): void {
  const known = (key: string): Finding => {
    const found = core.snapshot().findings.find((candidate) => candidate.key === key);
    if (!found) throw findingUnknown(key);
    return found;
  };

  dispatch.request(chooseLink, async (params) => {
    const { finding: key, verdict } = params;
    const about = known(key);
    const identity = identityOf(about);
    const named = 'file' in params ? { file: params.file, logicalId: params.logicalId } : undefined;
    if (verdict === 'forget') core.choices.forget(identity, named);
    else if (named) {
      if (verdict === 'this' && !(await mayBe(about, named)))
        throw placeNotDeclared(named, about.resource.type);
      core.choices.remember({ ...identity, ...named, verdict, at: new Date().toISOString() });
    }
    return {};
  });
  dispatch.request(listDeclarations, ({ finding: key }) => templates.declarations(known(key).resource.type));

  /** What the linking itself suggests may be chosen, and whatever has a fitting type. */
  async function mayBe({ key, resource }: Finding, named: DeclaredAt): Promise<boolean> {
    if ((await templates.declarations(resource.type, named)).total > 0) return true;
    return isPlaceOf(view.findings('open').find((candidate) => candidate.key === key)?.link, named);
  }
}

function isPlaceOf(link: Link | undefined, { file, logicalId }: DeclaredAt): boolean {
  const places = [link?.place, ...(link?.candidates ?? [])];
  return places.some((known) => known?.file === file && known.logicalId === logicalId);
}

function findingUnknown(key: string): Problem {
  return new Problem(
    'finding-unknown',
    { en: `No finding ${key} is known.`, ja: `検出結果 ${key} は見つかりません。` },
    {
      en: 'Run "Guardrail: Refresh" and choose again.',
      ja: '「Guardrail: 更新」を実行し、もう一度選択してください。',
    },
  );
}

function placeNotDeclared({ file, logicalId }: DeclaredAt, type: string): Problem {
  return new Problem(
    'place-not-declared',
    {
      en: `${path.basename(file)} declares no ${logicalId} that could be the ${type}.`,
      ja: `${path.basename(file)} に、${type} に該当する ${logicalId} の宣言がありません。`,
    },
    {
      en: 'Save the template and choose again.',
      ja: 'テンプレートを保存し、もう一度選択してください。',
    },
  );
}
