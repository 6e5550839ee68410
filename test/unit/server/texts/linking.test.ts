import { describe, expect, it } from 'vitest';
import type { CauseReason } from '../../../../daemon/domain/linking/causes/cause-reason.ts';
import type {
  Evidence,
  LogicalResource,
  NameReason,
  Qualifier,
  StackEvidence,
  TemplateReason,
} from '../../../../daemon/domain/linking/evidence.ts';
import { textsOf } from '../../../../daemon/server/texts/say.ts';

const en = textsOf('en');
const ja = textsOf('ja');
const at = '2026-11-24T12:00:00.000Z';
const hint = { file: 'Makefile', line: 2 };
const parent = { template: 'app.yaml', logicalId: 'Child' };
const agreement = { shared: 4, total: 5, isComplete: true };

const logs: LogicalResource = { by: 'tags', stack: 'shop', logicalId: 'Logs' };
const inStack = (reason: TemplateReason): StackEvidence => ({ ...logs, reason });

const templateReasons: {
  readonly [Kind in TemplateReason['kind']]: Extract<TemplateReason, { kind: Kind }>;
} = {
  deployed: { kind: 'deployed', proof: { by: 'command', hint } },
  'most-shared': { kind: 'most-shared', agreement, isNamed: false, others: 1 },
  'not-in-template': { kind: 'not-in-template', proof: { by: 'mapping', hint }, template: 'app.yaml' },
  'in-other-files': { kind: 'in-other-files', proof: { by: 'sam', hint }, template: 'app.yaml' },
  'deployed-as-another': { kind: 'deployed-as-another', hint, stack: 'bank', region: 'us-east-1' },
  alike: { kind: 'alike', places: 2 },
  'few-shared': { kind: 'few-shared', agreement: { shared: 1, total: 5, isComplete: true } },
  unproven: { kind: 'unproven', agreement, places: 3, doubt: 'larger-template' },
  'too-many': { kind: 'too-many', places: 100 },
  'stack-unlisted': { kind: 'stack-unlisted', places: 1 },
  undeclared: { kind: 'undeclared' },
  'other-type': { kind: 'other-type', type: 'AWS::EC2::Volume', declared: ['AWS::EC2::Instance'] },
  'other-name': { kind: 'other-name' },
};

const nameReasons: { readonly [Kind in NameReason['kind']]: Extract<NameReason, { kind: Kind }> } = {
  literal: { kind: 'literal' },
  pattern: { kind: 'pattern', pattern: 'shop-?' },
  'looks-generated': { kind: 'looks-generated', stack: 'shop', logicalId: 'Logs' },
  several: { kind: 'several', places: 2 },
  unknown: { kind: 'unknown' },
};

const qualifiers: { readonly [Kind in Qualifier['kind']]: Extract<Qualifier, { kind: Kind }> } = {
  replaced: { kind: 'replaced', logicalId: 'Logs', physicalId: 'shop-logs-new' },
  unlisted: { kind: 'unlisted', logicalId: 'Logs' },
  'listed-elsewhere': {
    kind: 'listed-elsewhere',
    other: { by: 'stack-list', stack: 'data', logicalId: 'Old' },
  },
  repeated: { kind: 'repeated', logicalId: 'Logs' },
  construct: { kind: 'construct', path: 'Shop/Logs' },
  'still-reading': { kind: 'still-reading' },
  'first-shown': { kind: 'first-shown', shown: 20 },
  rejected: { kind: 'rejected', logicalId: 'Data', file: 'a.yaml', at },
  'rejected-several': { kind: 'rejected-several', places: 3, at },
  'only-one-left': { kind: 'only-one-left', logicalId: 'Data', file: 'b.yaml' },
  unread: { kind: 'unread', count: 2 },
};

const words = { en: 'it must be false', ja: 'false にする必要があります' };
const causeReasons: { readonly [Kind in CauseReason['kind']]: Extract<CauseReason, { kind: Kind }> } = {
  set: { kind: 'set', property: 'PubliclyAccessible', value: 'true', requirement: words },
  'right-already': { kind: 'right-already', property: 'PubliclyAccessible', value: 'false' },
  'not-set': { kind: 'not-set', property: 'PubliclyAccessible', effect: words },
  'other-resource': {
    kind: 'other-resource',
    logicalId: 'Opens',
    type: 'AWS::S3::BucketPolicy',
    effect: words,
  },
  'named-resource': { kind: 'named-resource', property: 'DBClusterIdentifier', effect: words },
  unknown: { kind: 'unknown', logicalId: 'Ledger', type: null },
  rule: { kind: 'rule', text: { en: 'No template can fix this.', ja: 'テンプレートでは修正できません。' } },
};

const shopLogs = { by: 'name', name: 'shop-logs' } as const;
const evidences: readonly Evidence[] = [
  ...Object.values(templateReasons).map(inStack),
  ...(['tags', 'stack-list', 'generated-name'] as const).map((by) => ({
    ...inStack({ kind: 'undeclared' }),
    by,
  })),
  ...(['few-resources', 'larger-template', 'no-common-word'] as const).map((doubt) =>
    inStack({ kind: 'unproven', agreement, places: 1, doubt }),
  ),
  ...(['mapping', 'cdk', 'git-sync', 'sam', 'serverless', 'command'] as const).flatMap((by) => [
    inStack({ kind: 'deployed', proof: { by, hint } }),
    inStack({ kind: 'deployed', proof: { by, hint, parent } }),
  ]),
  inStack({ kind: 'deployed', proof: { by: 'text' } }),
  inStack({ kind: 'deployed', proof: { by: 'text', parent } }),
  inStack({ kind: 'deployed', proof: { by: 'text', copy: 'packaged.yaml' } }),
  inStack({ ...templateReasons.deployed, creator: { by: 'sam', logicalId: 'Hook' } }),
  inStack({ ...templateReasons.deployed, creator: { by: 'auto-scaling-group', logicalId: 'Workers' } }),
  ...Object.values(nameReasons).map((reason) => ({ ...shopLogs, reason })),
  { by: 'choice', at },
  { by: 'reading', state: 'reading' },
  { by: 'reading', state: 'stopped' },
  { by: 'reading', state: 'virtual' },
  ...Object.values(qualifiers).map((each) => ({ ...inStack({ kind: 'undeclared' }), qualifiers: [each] })),
];

describe('the evidence of a link', () => {
  it('has its own whole sentences for every kind, in both languages', () => {
    const english = evidences.map(en.evidence);
    const japanese = evidences.map(ja.evidence);

    for (const text of english) expect(text).toMatch(/^[A-Z0-9][^\u3040-\u30ff]*\.$/);
    for (const text of japanese) expect(text).toMatch(/[\u3040-\u30ff].*。$/);
    expect([...english, ...japanese].join()).not.toMatch(/undefined|null|\[object/);
    const kinds = Object.values({ ...templateReasons, ...nameReasons }).length;
    expect(new Set(english).size).toBeGreaterThan(kinds);
    expect(new Set(japanese).size).toBe(new Set(english).size);
  });

  it('gives the source of the stack, and the reason for this template', () => {
    const deployed = inStack(templateReasons.deployed);

    expect(en.evidence(deployed)).toBe(
      'Its CloudFormation tags name Logs in the stack shop; Makefile:3 deploys that stack from this template.',
    );
    expect(ja.evidence(deployed)).toBe(
      'CloudFormation のタグによるとスタック shop の Logs です。Makefile:3 がこのテンプレートからそのスタックをデプロイします。',
    );
  });

  it('says how much of the stack a template has', () => {
    const all = { shared: 3, total: 3, isComplete: true };
    const whole = {
      ...logs,
      by: 'stack-list',
      reason: { ...templateReasons['most-shared'], agreement: all },
    } as const;

    expect(en.evidence(whole)).toBe(
      'The stack shop lists it as Logs; this template has all 3 resources of that stack.',
    );
    expect(en.evidence(inStack(templateReasons['most-shared']))).toBe(
      'Its CloudFormation tags name Logs in the stack shop; 2 places declare it, and this template has the most of that stack: 4 of its 5 resources.',
    );
    expect(ja.evidence(inStack(templateReasons['most-shared']))).toBe(
      'CloudFormation のタグによるとスタック shop の Logs です。これを宣言する箇所は 2 か所あり、そのうちこのテンプレートがスタックのリソースを最も多く含んでいます（5 個のリソースのうち 4 個）。',
    );
  });

  it('says that no template declares the resource', () => {
    const unknown = { ...shopLogs, reason: nameReasons.unknown };

    expect(en.evidence(unknown)).toBe(
      'Not declared in this workspace: no known stack contains shop-logs, and no template gives a resource that name.',
    );
    expect(en.evidence(inStack(templateReasons['other-type']))).toBe(
      'Not declared in this workspace: its CloudFormation tags name Logs in the stack shop, but templates here declare Logs as AWS::EC2::Instance, not as AWS::EC2::Volume.',
    );
    expect(ja.evidence(inStack(templateReasons['other-type']))).toBe(
      'このワークスペースでは宣言されていません。CloudFormation のタグによるとスタック shop の Logs ですが、テンプレートでの Logs の型は AWS::EC2::Instance で、AWS::EC2::Volume ではありません。',
    );
  });

  it('names the account and region in which a file deploys the template as another stack', () => {
    const reason = { ...templateReasons['deployed-as-another'], account: '111122223333' };

    expect(en.evidence(inStack(reason))).toContain(
      'Makefile:3 deploys that template as the stack bank in 111122223333 us-east-1.',
    );
    expect(ja.evidence(inStack(reason))).toContain(
      'Makefile:3 では 111122223333 us-east-1 のスタック bank としてデプロイされます。',
    );
  });

  it('ends with its restrictions, in the given order', () => {
    const evidence = {
      ...shopLogs,
      reason: nameReasons.literal,
      qualifiers: [qualifiers['rejected-several'], qualifiers['only-one-left']],
    };

    expect(en.evidence(evidence)).toBe(
      'The template gives it the name shop-logs. You rejected 3 places, the last one on 2026-11-24. Only Data in b.yaml is left.',
    );
    expect(ja.evidence(evidence)).toBe(
      'テンプレートがこの名前 (shop-logs) を付けています。3 か所について違うと指定しました（最後は 2026-11-24）。残る候補は b.yaml の Data だけです。',
    );
  });
});

describe('the cause of a finding', () => {
  it('has a whole sentence for every kind, in both languages', () => {
    for (const reason of Object.values(causeReasons)) {
      expect(en.cause([reason])).toMatch(/^[A-Z].*\.$/);
      expect(ja.cause([reason])).toMatch(/[\u3040-\u30ff].*。$/);
      expect(en.cause([reason]) + ja.cause([reason])).not.toMatch(/undefined|null|\[object/);
    }
  });

  it('connects the words of the rule with the template', () => {
    const { set, 'not-set': notSet } = causeReasons;

    expect(en.cause([set])).toBe('PubliclyAccessible is true here: it must be false.');
    expect(ja.cause([set])).toBe('ここでは PubliclyAccessible が true です。false にする必要があります。');
    expect(en.cause([{ kind: 'set', property: 'Ports' }])).toBe('Ports is set here.');
    expect(ja.cause([{ kind: 'set', property: 'Ports' }])).toBe('ここでは Ports が設定されています。');
    expect(en.cause([notSet, set])).toBe(
      'PubliclyAccessible is not set here: it must be false. PubliclyAccessible is true here: it must be false.',
    );
  });

  it('says that the deployed resource differs from a template that is right', () => {
    expect(en.cause([causeReasons['right-already']])).toBe(
      'PubliclyAccessible is already false here, so the deployed resource differs: the template is not deployed yet, or the resource was changed by hand.',
    );
    expect(ja.cause([causeReasons['right-already']])).toBe(
      'ここではすでに PubliclyAccessible が false です。デプロイ済みのリソースが異なります（未デプロイ、または手作業による変更）。',
    );
  });
});
