import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../../daemon/domain/findings/finding.ts';
import { findingKey, regionOf } from '../../../daemon/domain/findings/key.ts';
import type { FindingLink } from '../../../daemon/domain/linking/finding-link.ts';
import type { TemplateIndex } from '../../../daemon/domain/linking/index/template-index.ts';
import { linkFindings } from '../../../daemon/domain/linking/link-findings.ts';
import { declaredAs } from '../../../daemon/domain/resources/declared-types.ts';
import { severityOf } from '../../../daemon/domain/rules/find-rule.ts';
import type { StackResource } from '../../../daemon/domain/stacks/stack-resource.ts';
import { deployedHash } from '../../../daemon/domain/templates/content-hash.ts';
import { deploySample } from '../../../daemon/sandbox/world/deployed-templates.ts';
import { sampleStacks } from '../../../daemon/sandbox/world/sample-stacks.ts';
import { threatenedType } from '../../../daemon/sandbox/world/threats.ts';
import { sampleWorkspace } from '../../../daemon/sandbox/world/workspace.ts';
import { createWorld } from '../../../daemon/sandbox/world/world.ts';
import { indexFolders } from '../../../daemon/workspace/index-folders.ts';

const world = createWorld({ now: new Date('2026-11-23T09:00:00Z') });
deploySample(world, sampleWorkspace());
const team = world.teams[0];
const accounts = new Set(
  world.accounts.filter(({ ouId }) => ouId === team?.ouId || ouId === team?.childOuId).map(({ id }) => id),
);
const resources = world.resources.filter(({ account }) => accounts.has(account));
const stacks = world.stacks.filter(({ account }) => accounts.has(account));
const threats = world.guardduty.filter(({ account, archived }) => accounts.has(account) && !archived);
const when = { firstSeen: '' };

/** Returns the failing findings of the sample team in the form that the daemon has after a sync run. */
const failing: Finding[] = [
  ...resources.flatMap(({ account, region, type, id, name, arn, tags, evaluations }) =>
    evaluations
      .filter(({ compliance }) => compliance === 'NON_COMPLIANT')
      .map(({ ruleName: rule, identifier }): Finding => {
        const place = { source: 'config', rule, account, region } as const;
        const resource = { type, id, arn, ...(name && { name }) };
        const key = findingKey({ ...place, resource });
        return {
          ...place,
          region: regionOf({ ...place, resource }),
          ...when,
          key,
          ruleIdentifier: identifier,
          severity: severityOf(identifier),
          resource,
          tags,
        };
      }),
  ),
  ...threats.map(
    ({ id: sourceId, type: rule, account, region, resourceType, resourceId, severity }): Finding => {
      const place = { source: 'guardduty', rule, account, region } as const;
      const type = threatenedType[resourceType];
      const { tags = {}, name } =
        resources.find((each) => each.type === type && [each.id, each.name].includes(resourceId)) ?? {};
      const resource = { type, id: resourceId, ...(name && { name }) };
      const key = findingKey({ ...place, sourceId, resource });
      return { ...place, ...when, key, severity: severity >= 7 ? 'high' : 'low', resource, tags };
    },
  ),
];
const readable: StackResource[] = stacks
  .filter(({ recorded }) => recorded)
  .flatMap(({ account, region, id, name, resources }) =>
    resources.map((each) => ({ account, region, stackId: id, stackName: name, ...each })),
  );

describe('the sample team', () => {
  it('is payments with six accounts, two of them in an OU below', () => {
    expect(team).toMatchObject({ name: 'payments', projectKey: 'PAY' });
    expect(accounts.size).toBe(6);
    expect(world.accounts.filter(({ ouId }) => ouId === team?.childOuId)).toHaveLength(2);
  });

  it('has about forty failing findings of every severity, source and kind of region', () => {
    const about = (identifier: string) =>
      failing.filter(({ ruleIdentifier }) => ruleIdentifier === identifier);
    const regions = new Set(failing.map(({ region }) => region));

    expect(failing.length).toBeGreaterThanOrEqual(38);
    expect(failing.length).toBeLessThanOrEqual(46);
    expect(new Set(failing.map(({ severity }) => severity))).toEqual(
      new Set(['critical', 'high', 'medium', 'low']),
    );
    expect(about('RDS_INSTANCE_PUBLIC_ACCESS_CHECK')).toHaveLength(2);
    expect(about('S3_BUCKET_PUBLIC_WRITE_PROHIBITED')).toHaveLength(1);
    expect(threats.length).toBeGreaterThanOrEqual(5);
    for (const region of ['ap-northeast-1', 'eu-west-1', 'us-east-1', 'us-west-2'])
      expect(regions).toContain(region);
    expect(resources.some(({ global, type }) => global && type === 'AWS::IAM::Policy')).toBe(true);
  });

  it('has tickets in every state', () => {
    const tickets = world.issues.filter(({ project }) => project === 'PAY');

    for (const status of ['todo', 'review', 'done']) {
      expect(tickets.filter((ticket) => ticket.status === status).length).toBeGreaterThan(4);
    }
  });
});

describe('the sample workspace', () => {
  let index: TemplateIndex;
  let links: Map<string, FindingLink>;
  beforeAll(async () => {
    index = await indexFolders([sampleWorkspace()]);
    links = linkFindings(failing, { stacks: readable, templateHashes: new Map() }, index);
  });

  const linkOf = (identifier: string, name: RegExp) => {
    const found = failing.filter(({ rule, ruleIdentifier, resource }) => {
      return (ruleIdentifier ?? rule) === identifier && name.test(resource.name ?? resource.id);
    });
    expect(found).toHaveLength(1);
    return links.get(found[0]?.key ?? '');
  };

  it('declares every resource of the sample stacks, under its type', () => {
    const root = sampleWorkspace();
    const missing = sampleStacks.flatMap(({ name, templates, resources }) =>
      resources.flatMap(({ type, logicalId = '' }) => {
        const files = declaredAs(type)
          .flatMap((each) => index.declarations(each, logicalId))
          .map(({ file }) => path.relative(root, file.path));
        return templates
          .filter((template) => !files.includes(template))
          .map((template) => `${name} ${template} ${logicalId}`);
      }),
    );

    // SAM creates a role for each function.
    expect(missing.filter((each) => !each.endsWith('FunctionRole'))).toEqual([]);
  });

  it('contains no file that only looks like a template', () => {
    const files = [...index.files.keys()].map((file) => path.relative(sampleWorkspace(), file));

    expect(files.toSorted()).toEqual(
      [...new Set(sampleStacks.flatMap(({ templates }) => templates))].toSorted(),
    );
  });

  it('declares the resources of more than half of the failing findings', () => {
    const found = [...links.values()].filter(({ confidence }) => confidence !== 'none');

    expect(found.length).toBeGreaterThanOrEqual(24);
    expect(found.length).toBeLessThan(failing.length);
  });

  it('leads a generated name, a literal one, an expanded function and a policy without tags to their lines', () => {
    expect(linkOf('S3_BUCKET_PUBLIC_WRITE_PROHIBITED', /partnerdrop/)?.place?.logicalId).toBe(
      'PartnerDropBucket',
    );
    expect(linkOf('RDS_INSTANCE_PUBLIC_ACCESS_CHECK', /^payments-ledger$/)?.place?.logicalId).toBe(
      'LedgerDatabase',
    );
    expect(linkOf('LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED', /Webhook/)?.place?.logicalId).toBe(
      'WebhookFunction',
    );
    const policy = resources.find(
      ({ type, name }) => type === 'AWS::IAM::Policy' && name?.includes('Operators'),
    );
    expect(policy?.tags['aws:cloudformation:logical-id']).toBeUndefined();
    expect(linkOf('IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS', /Operators/)?.place?.logicalId).toBe(
      'OperatorsPolicy',
    );
  });

  it('does not decide between twins: both templates of the audit bucket are candidates', () => {
    const link = linkOf('S3_BUCKET_SSL_REQUESTS_ONLY', /auditbucket/);

    expect(link?.confidence).toBe('candidates');
    expect(link?.candidates).toHaveLength(2);
  });

  it('leads to a stack that Config does not record by tags, or by a generated name alone', () => {
    const links = [linkOf('EC2_IMDSV2_CHECK', workerInstance()), linkOf('ACCESS_KEYS_ROTATED', /WorkerUser/)];

    expect(links).toMatchObject([
      { confidence: 'certain', place: { logicalId: 'WorkerInstance' } },
      { confidence: 'probable', place: { logicalId: 'WorkerUser' } },
    ]);
  });

  it('distinguishes twins if CloudFormation has the deployed text', () => {
    const hashes = new Map(
      stacks.flatMap(({ id, template }) =>
        template === undefined ? [] : [[id, deployedHash(template)] as const],
      ),
    );
    const proved = linkFindings(failing, { stacks: readable, templateHashes: hashes }, index);
    const twin = failing.find(({ resource }) => resource.name?.includes('auditbucket'));

    expect(proved.get(twin?.key ?? '')).toMatchObject({
      confidence: 'certain',
      place: { file: expect.stringMatching(/primary.template\.yaml$/) },
    });
  });

  function workerInstance(): RegExp {
    const stack = stacks.find(({ recorded }) => !recorded);
    const member = stack?.resources.find(({ logicalId }) => logicalId === 'WorkerInstance');
    return new RegExp(`^${member?.physicalId}$`);
  }
});
