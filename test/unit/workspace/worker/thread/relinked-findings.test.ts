import { expect, it } from 'vitest';
import type { Finding } from '../../../../../daemon/domain/findings/finding.ts';
import { TemplateIndex } from '../../../../../daemon/domain/linking/index/template-index.ts';
import { deployedHash } from '../../../../../daemon/domain/templates/content-hash.ts';
import { readTemplate } from '../../../../../daemon/domain/templates/read/read-template.ts';
import { type LinkFacts, linksIn } from '../../../../../daemon/workspace/worker/links.ts';
import { LinkedFindings } from '../../../../../daemon/workspace/worker/thread/linked-findings.ts';
import { finding, member, tags } from '../../../domain/linking/builders.ts';

const resource = (id: string, type: string, properties = '') =>
  `  ${id}:\n    Type: ${type}\n${properties && `    Properties: { ${properties} }\n`}`;
const template = (...resources: string[]) => `Resources:\n${resources.join('')}`;
const bucket = 'AWS::S3::Bucket';
const role = 'AWS::IAM::Role';

const logs = finding({}, { tags: tags('Logs') });
const hash = deployedHash(template(resource('Logs', bucket)));
const stackId = 'arn:aws:cloudformation:eu-west-1:111111111111:stack/shop/1';

/** The text of a file before and after; absent if the file does not exist then. Each change concerns one finding. */
const changes: [string, { about: Finding; before?: string; after?: string; facts?: Partial<LinkFacts> }][] = [
  [
    'a logical id',
    { about: logs, before: template(resource('Logs', bucket)), after: template(resource('L', bucket)) },
  ],
  [
    'a type',
    { about: logs, before: template(resource('Logs', bucket)), after: template(resource('Logs', role)) },
  ],
  [
    'a position',
    {
      about: logs,
      before: template(resource('Logs', bucket)),
      after: `\n${template(resource('Logs', bucket))}`,
    },
  ],
  ['a template that is added', { about: logs, after: template(resource('Logs', bucket)) }],
  ['a template that is deleted', { about: logs, before: template(resource('Logs', bucket)) }],
  [
    'a literal name',
    {
      about: finding({ name: 'my-logs' }),
      before: template(resource('A', bucket)),
      after: template(resource('A', bucket, 'BucketName: my-logs')),
    },
  ],
  [
    'a name by a function',
    {
      about: finding({ name: 'team-eu-west-1' }),
      before: template(resource('A', bucket, `BucketName: !Sub 'team-\${AWS::AccountId}'`)),
      after: template(resource('A', bucket, `BucketName: !Sub 'team-\${AWS::Region}'`)),
    },
  ],
  [
    'a name that looks generated',
    {
      about: finding({ name: 'other-data-1a2b3c4d5e6f' }),
      before: template(resource('Date', bucket)),
      after: template(resource('Data', bucket)),
    },
  ],
  [
    'what SAM generates a resource from',
    {
      about: finding({ type: role, id: 'r' }, { tags: tags('FunctionRole') }),
      before: template(resource('Job', 'AWS::Serverless::Function')),
      after: template(resource('Function', 'AWS::Serverless::Function')),
    },
  ],
  [
    'a loop that creates a resource',
    {
      about: logs,
      before: `Resources:\n  Fn::ForEach::All:\n    - Name\n    - [gs]\n    - B\${Name}:\n        Type: ${bucket}\n`,
      after: `Resources:\n  Fn::ForEach::All:\n    - Name\n    - [gs]\n    - Lo\${Name}:\n        Type: ${bucket}\n`,
    },
  ],
  [
    'the deployed text',
    {
      about: finding({}, { tags: { ...tags('Logs'), 'aws:cloudformation:stack-id': stackId } }),
      before: template(resource('Logs', bucket), '# Not yet.\n'),
      after: template(resource('Logs', bucket)),
      facts: { templateHashes: new Map([[stackId, hash]]) },
    },
  ],
  [
    'the deployed text, which does not declare the resource,',
    {
      about: finding({}, { tags: { ...tags('Gone'), 'aws:cloudformation:stack-id': stackId } }),
      before: template(resource('Logs', bucket), '# Not yet.\n'),
      after: template(resource('Logs', bucket)),
      facts: { templateHashes: new Map([[stackId, hash]]) },
    },
  ],
  [
    'another resource of the stack',
    {
      about: logs,
      before: template(resource('Logs', bucket)),
      after: template(resource('Logs', bucket), resource('Jobs', 'AWS::SQS::Queue')),
      facts: { stacks: [member('Logs'), member('Jobs', { type: 'AWS::SQS::Queue' })] },
    },
  ],
  [
    'a place that the user chose',
    {
      about: finding({ name: 'unknown' }),
      before: template(resource('Data', bucket), resource('Other', bucket)),
      after: template(resource('Other', bucket)),
      facts: {
        choices: [
          {
            ...{ account: logs.account, region: logs.region, type: bucket, id: logs.resource.id },
            ...{ file: '/w/a.yaml', logicalId: 'Data', verdict: 'this', at: '2026-01-02T03:04:05.000Z' },
          },
        ],
      },
    },
  ],
];

it.each(changes)(
  '%s changes the link of a finding that it concerns, and no other is made again',
  (_what, change) => {
    const { about, before, after, facts: known } = change;
    const index = new TemplateIndex(['/w']);
    const write = (file: string, text: string | undefined) =>
      index.update(file, text === undefined ? undefined : { ...read(file, text), hash: deployedHash(text) });
    write('/w/other.yaml', template(resource('Elsewhere', 'AWS::SNS::Topic')));
    write('/w/a.yaml', before);
    const others = Array.from({ length: 9 }, (_, number) =>
      finding({ type: 'AWS::SNS::Topic', id: `t${number}`, name: `t${number}` }, { key: `other ${number}` }),
    );
    const facts: LinkFacts = {
      ...{ version: 1, findings: [about, ...others], stacks: [], templateHashes: new Map(), choices: [] },
      ...known,
    };
    const set = { index, state: 'read' as const, unreadCount: 0, isVirtual: false };
    const linked = new LinkedFindings(set);
    linked.update(facts);
    const first = linked.links.get(about.key);

    write('/w/a.yaml', after);

    expect(linked.update(facts)).toBe(1);
    expect(linked.links.get(about.key)).toEqual(linksIn(set, facts).get(about.key));
    expect(linked.links.get(about.key)).not.toEqual(first);
  },
);

it('a hint about a stack changes links', () => {
  const index = new TemplateIndex(['/w']);
  index.update('/w/a.yaml', read('/w/a.yaml', template(resource('Logs', bucket))));
  const set = { index, state: 'read' as const, unreadCount: 0, isVirtual: false };
  const facts = { version: 1, findings: [logs], stacks: [], templateHashes: new Map(), choices: [] };
  const linked = new LinkedFindings(set);
  linked.update(facts);
  expect(linked.links.get(logs.key)?.place).toBeUndefined();

  const hint = {
    kind: 'mapping',
    stack: 'shop',
    template: '/w/a.yaml',
    file: '/w/map.yaml',
    line: 1,
  } as const;
  index.deployments.update('/w/map.yaml', { deployments: [hint], constructs: [] });
  linked.update(facts);
  expect(linked.links.get(logs.key)?.place).toMatchObject({ file: '/w/a.yaml', logicalId: 'Logs' });

  // A file that is saved without a change of its hints changes nothing.
  index.deployments.update('/w/map.yaml', { deployments: [{ ...hint }], constructs: [] });
  expect(linked.update(facts)).toBe(0);
});

function read(file: string, text: string) {
  const found = readTemplate(file, text);
  if (!found) throw new Error(`Not a template: ${text}`);
  return found;
}
