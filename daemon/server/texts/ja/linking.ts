import type { CauseReason } from '../../../domain/linking/causes/cause-reason.ts';
import type {
  Agreement,
  Creator,
  Doubt,
  Evidence,
  FileLine,
  LogicalResource,
  NameEvidence,
  Qualifier,
  ReadingEvidence,
  TemplateProof,
  TemplateReason,
} from '../../../domain/linking/evidence.ts';
import { dayOf } from '../day.ts';

/** The evidence of a link: whole sentences. */
export function evidenceText(evidence: Evidence): string {
  return [reasonText(evidence), ...(evidence.qualifiers ?? []).map(qualifierText)].join('');
}

/** The cause of a finding in a template: whole sentences. */
export function causeText(reasons: readonly CauseReason[]): string {
  return reasons.map(causeSentence).join('');
}

function reasonText(evidence: Evidence): string {
  switch (evidence.by) {
    case 'name':
      return nameText(evidence);
    case 'choice':
      return `${dayOf(evidence.at)} にこの場所を選択しました。`;
    case 'reading':
      return readingTexts[evidence.state];
    default:
      return stackText(logicalResourceText(evidence), evidence.logicalId, evidence.reason);
  }
}

const readingTexts: Readonly<Record<ReadingEvidence['state'], string>> = {
  reading: 'まだ見つかっていません。テンプレートを読み込み中です。',
  stopped: 'まだ見つかっていません。テンプレートの読み込みが中止されました。更新すると続きを読み込みます。',
  virtual:
    'このワークスペースのファイルは、Guardrail が動いているマシンのディスクにないため、宣言を探していません。そのマシンにリポジトリをクローンして開いてください。',
};

/** @param known Says how the logical resource is known; ends with a noun. */
function stackText(known: string, logicalId: string, reason: TemplateReason): string {
  const sentences = (...others: readonly string[]) =>
    [`${known}です`, ...others].map((each) => `${each}。`).join('');
  switch (reason.kind) {
    case 'deployed':
      return sentences(proofText(reason.proof), ...creatorSentences(reason.creator));
    case 'most-shared':
      return sentences(mostSharedText(reason), ...creatorSentences(reason.creator));
    case 'not-in-template':
      return `このワークスペースでは宣言されていません。${known}です。${proofText(reason.proof)}が、${reason.template} はそれを宣言していません。`;
    case 'in-other-files':
      return `このワークスペースでは見つかりません。${known}です。${proofText(reason.proof)}。${reason.template} はほかのファイルを取り込んでおり、そちらで宣言されている可能性があります。`;
    case 'deployed-as-another': {
      const where = [reason.account, reason.region].filter((part) => part !== undefined).join(' ');
      return sentences(
        `これを宣言するテンプレートはありますが、${lineText(reason.hint)} では${where && ` ${where} の`}スタック ${reason.stack} としてデプロイされます`,
      );
    }
    case 'alike':
      return sentences(`同じ宣言が ${reason.places} か所にあります`);
    case 'few-shared': {
      const { agreement } = reason;
      return sentences(
        `これを宣言するテンプレートのうち、スタックの${totalText(agreement)}を最も多く含むものでも ${agreement.shared} 個しか宣言していません`,
      );
    }
    case 'unproven': {
      const { agreement, places } = reason;
      const { shared, total } = agreement;
      return sentences(
        places === 1
          ? 'これを宣言するのはこのテンプレートだけです'
          : `これを宣言する箇所は ${places} か所あります`,
        `そのスタックのリソース ${total} 個のうち${places === 1 ? '' : '最大'} ${shared} 個に対応していますが、${doubtTexts[reason.doubt]}`,
      );
    }
    case 'too-many':
      return sentences(
        `これを宣言する箇所が ${reason.places} か所あり、多すぎるため、どれが該当するか判断できません`,
      );
    case 'stack-unlisted':
      return sentences(
        `${reason.places === 1 ? 'これを宣言するのはこのテンプレートだけですが' : `これを宣言する箇所は ${reason.places} か所ありますが`}、スタックの情報が少なく確定できません`,
      );
    case 'undeclared':
      return `このワークスペースでは宣言されていません。${known}ですが、それを宣言するテンプレートがありません。`;
    case 'other-type':
      return `このワークスペースでは宣言されていません。${known}ですが、テンプレートでの ${logicalId} の型は ${reason.declared.join('、')} で、${reason.type} ではありません。`;
    case 'other-name':
      return `このワークスペースでは宣言されていません。${known}ですが、それを宣言するテンプレートはいずれも別の名前を付けています。`;
  }
}

const doubtTexts: Readonly<Record<Doubt, string>> = {
  'few-resources': 'リソースが少ないため、ほかのリポジトリのテンプレートにも当てはまる可能性があります',
  'larger-template':
    'ほかにも多くのリソースを宣言しているため、別のスタックのテンプレートである可能性があります',
  'no-common-word':
    'スタック名と共通する語がワークスペースにないため、ほかのリポジトリにも同じ宣言がある可能性があります',
};

function logicalResourceText({ by, stack, logicalId }: LogicalResource): string {
  switch (by) {
    case 'tags':
      return `CloudFormation のタグによるとスタック ${stack} の ${logicalId} `;
    case 'stack-list':
      return `スタック ${stack} のリソース一覧では ${logicalId} `;
    case 'generated-name':
      return `名前は CloudFormation がスタック ${stack} の ${logicalId} に対して生成するもの`;
  }
}

function proofText({ by, hint, parent, copy }: TemplateProof): string {
  const line = hint && lineText(hint);
  if (copy !== undefined && line === undefined) {
    return `${copy} は CloudFormation にデプロイされたものと同一で、このテンプレートも同じリソースを宣言しています`;
  }
  if (by === 'text' || line === undefined) {
    return parent
      ? `CloudFormation にデプロイされた親テンプレートと同一の ${parent.template} が、このテンプレートを ${parent.logicalId} として含んでいます`
      : 'このテンプレートは CloudFormation にデプロイされたものと同一です';
  }
  if (parent) {
    return `${parent.template} がこのテンプレートを ${parent.logicalId} として含み、${line} が ${parent.template} をデプロイします`;
  }
  switch (by) {
    case 'mapping':
      return `${line} によるとこれがそのスタックのテンプレートです`;
    case 'cdk':
      return `${line} によると CDK がそのスタックのために生成したテンプレートです`;
    default:
      return `${line} がこのテンプレートからそのスタックをデプロイします`;
  }
}

function mostSharedText({
  agreement,
  isNamed,
  others,
}: Extract<TemplateReason, { kind: 'most-shared' }>): string {
  const { shared, total } = agreement;
  if (total > 1 && shared === total) {
    return `このテンプレートはそのスタックの${totalText(agreement)}すべてに対応しています`;
  }
  if (isNamed) return 'このテンプレートがその名前を付けています';
  if (others > 0) {
    return `これを宣言する箇所は ${others + 1} か所あり、そのうちこのテンプレートがスタックのリソースを最も多く含んでいます（${totalText(agreement).trim()}のうち ${shared} 個）`;
  }
  return 'これを宣言するのはこのテンプレートだけです';
}

function totalText({ total, isComplete }: Agreement): string {
  return isComplete ? ` ${total} 個のリソース` : `既知の ${total} 個のリソース`;
}

function creatorSentences(creator: Creator | undefined): string[] {
  if (!creator) return [];
  return creator.by === 'sam'
    ? [`SAM が ${creator.logicalId} から生成したものです`]
    : [`Auto Scaling グループ ${creator.logicalId} が起動したものです`];
}

function nameText({ name, reason }: NameEvidence): string {
  switch (reason.kind) {
    case 'literal':
      return `テンプレートがこの名前 (${name}) を付けています。`;
    case 'pattern':
      return `テンプレートの名前 ${reason.pattern} は、ここでは ${name} になります。`;
    case 'looks-generated':
      return `名前 ${name} は、CloudFormation がスタック ${reason.stack} の ${reason.logicalId} に対して生成したものに見えますが、このスタックについてほかの情報はありません。`;
    case 'several':
      return `${name} という名前を付けている箇所が ${reason.places} か所あります。`;
    case 'unknown':
      return `このワークスペースでは宣言されていません。${name} を含むスタックも、その名前を付けるテンプレートも見つかりません。`;
  }
}

function qualifierText(qualifier: Qualifier): string {
  switch (qualifier.kind) {
    case 'replaced':
      return `ただし、そのスタックの一覧では、現在の ${qualifier.logicalId} は ${qualifier.physicalId} です。このリソースは置き換えられたか、スタックから外されています。`;
    case 'unlisted':
      return `ただし、そのスタックのリソース一覧に ${qualifier.logicalId} はもうありません。`;
    case 'listed-elsewhere':
      return `ただし、${logicalResourceText(qualifier.other)}です。`;
    case 'repeated':
      return `ただし、このテンプレートは ${qualifier.logicalId} を複数回宣言しており、CloudFormation は最後のものを使用します。`;
    case 'construct':
      return `CDK のコンストラクト ${qualifier.path} が生成します。`;
    case 'still-reading':
      return 'まだすべてのテンプレートを読み込んでいないため、ほかにも該当するものがある可能性があります。';
    case 'first-shown':
      return `最初の ${qualifier.shown} 件を表示しています。`;
    case 'rejected':
      return `${dayOf(qualifier.at)} に ${qualifier.file} の ${qualifier.logicalId} ではないと指定しました。`;
    case 'rejected-several':
      return `${qualifier.places} か所について違うと指定しました（最後は ${dayOf(qualifier.at)}）。`;
    case 'only-one-left':
      return `残る候補は ${qualifier.file} の ${qualifier.logicalId} だけです。`;
    case 'unread':
      return `ただし、ワークスペースのファイルまたはフォルダー ${qualifier.count} 件を読み込めませんでした。`;
  }
}

function causeSentence(reason: CauseReason): string {
  switch (reason.kind) {
    case 'set':
      return `ここでは ${reason.property} が${valueText(reason.value)}。${reason.requirement ? `${reason.requirement.ja}。` : ''}`;
    case 'right-already':
      return `ここではすでに ${reason.property} が${valueText(reason.value)}。デプロイ済みのリソースが異なります（未デプロイ、または手作業による変更）。`;
    case 'not-set':
      return `ここでは ${reason.property} が設定されていません。${reason.effect.ja}。`;
    case 'other-resource':
      return `${reason.logicalId}（${reason.type ?? '型の指定なし'}）${reason.effect.ja}。`;
    case 'named-resource':
      return `${reason.property} が指すリソース${reason.effect.ja}。`;
    case 'unknown':
      return `${reason.logicalId}（${reason.type ?? '型の指定なし'}）に、これを決めるとわかっている設定はありません。デプロイ済みのリソースが異なるか、別の場所で決まっています。`;
    case 'rule':
      return reason.text.ja;
  }
}

function valueText(value: string | undefined): string {
  return value === undefined ? '設定されています' : ` ${value} です`;
}

/** A 1-based line, as editors count. */
function lineText({ file, line }: FileLine): string {
  return `${file}:${line + 1}`;
}
