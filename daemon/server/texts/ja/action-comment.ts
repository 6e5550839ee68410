import { titleOf } from '../../../domain/rules/title.ts';
import { isEdit, type Review, type TicketAction } from '../../../domain/tickets/actions/action.ts';
import type { CommentTexts } from '../../../domain/tickets/actions/action-comment.ts';
import type { EvidencedFinding, ReviewEvidence } from '../../../domain/tickets/evidence/review-evidence.ts';
import type { TemplatePatch } from '../../../domain/tickets/evidence/template-patch.ts';
import type { Texts } from '../texts.ts';
import { actionNames } from './tickets.ts';

export const actionComment: Texts['actionComment'] = (action) => {
  const texts = textsOf(action);
  const unchanged = isEdit(action) ? 'ほかには何も変更していません' : 'ステータスは変更していません';
  return action.commentOnly ? { ...texts, title: `${texts.title}（${unchanged}）` } : texts;
};

function textsOf(action: TicketAction): CommentTexts {
  switch (action.kind) {
    case 'review':
      return {
        title: `Guardrail でレビューしました: ${outcome(action)}`,
        facts: action.evidence ? facts(action.evidence) : [],
      };
    case 'approve':
      return { title: 'Guardrail で承認しました', facts: [] };
    case 'send-back':
      return { title: 'Guardrail で差し戻しました', facts: [] };
    case 'assign':
      return { title: 'Guardrail で担当者になりました', facts: [] };
    case 'comment':
      return { title: 'Guardrail でコメントしました', facts: [] };
    case 'due':
      return { title: `Guardrail で期限を変更しました: ${action.due}`, facts: [] };
    case 'undo':
      return { title: `Guardrail で取り消しました: ${actionNames[action.undoes.kind]}`, facts: [] };
  }
}

function outcome({ outcome, until, team }: Review): string {
  switch (outcome) {
    case 'fixed':
      return '修正済み';
    case 'intended':
      return until === undefined ? '想定内' : `想定内（${until} まで）`;
    case 'not-ours':
      return `担当外（担当: ${team ?? '別のチーム'}）`;
  }
}

function facts({ finding, template, change, patch }: ReviewEvidence): string[] {
  const lines = [
    finding
      ? `検出結果: ${titleOf(finding).ja}（${finding.ruleIdentifier ?? finding.rule}）`
      : '検出結果: このチケットとの対応が確実なものはありません',
    ...(finding ? [`リソース: ${finding.resourceType} ${finding.resource}、${placeOf(finding)}`] : []),
    ...(finding ? [`AWS: ${answerOf(finding)}`] : []),
    ...(template
      ? [
          `テンプレート: ${template.file} の ${template.line} 行目（${template.logicalId}）${template.confidence === 'probable' ? '、推定' : ''}`,
        ]
      : []),
    ...(template?.page === undefined ? [] : [template.page]),
    ...(template?.deployment ? [`デプロイ: ${deploymentOf(template.deployment)}`] : []),
    ...(change?.branch ? [`ブランチ: ${change.branch}`] : []),
    ...(change?.commit ? [`コミット: ${change.commit}`] : []),
    ...(patch ? [`変更内容: ${changesOf(patch)}`] : []),
  ];
  return [lines.join('\n')];
}

function placeOf({ account, accountName, region }: EvidencedFinding): string {
  return `アカウント ${accountName === undefined ? account : `${accountName}（${account}）`}、${region}`;
}

function answerOf({ state, at }: EvidencedFinding): string {
  const when = at === undefined ? '' : `${at.slice(0, 16).replace('T', ' ')} UTC`;
  switch (state) {
    case 'resolved':
      return `${when} 以降は検出されていません`;
    case 'failing':
      return `${when} の読み込み時点で検出されています`;
  }
}

function deploymentOf({ stack, isSame }: { readonly stack: string; readonly isSame: boolean }): string {
  return isSame
    ? `スタック ${stack} のテンプレートは、このファイルと同じです`
    : `スタック ${stack} のテンプレートは、最後に読み込んだ時点でこのファイルと異なります`;
}

/** The first number is that of the lines above: it is read back. */
function changesOf({ file, base, lines, added, removed, hidden, isCut }: TemplatePatch): string {
  return [
    `上の ${lines} 行`,
    `${file} の ${base} との差分`,
    `+${added} −${removed}`,
    ...(isCut ? ['以降は省略'] : []),
    ...(hidden > 0 ? ['シークレットと思われる値は非表示'] : []),
  ].join('、');
}
