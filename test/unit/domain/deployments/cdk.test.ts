import { describe, expect, it } from 'vitest';
import { at, saysIn, summaryOf } from '../../../support/deployment-files.ts';

const stack = (more: object) => ({
  type: 'aws:cloudformation:stack',
  environment: 'aws://111122223333/eu-west-1',
  properties: { templateFile: 'Data.template.json', stackName: 'shop-data' },
  ...more,
});
const manifest = (artifacts: object) => JSON.stringify({ version: '38.0.1', artifacts }, undefined, 2);
const sources = { 'lib/data-stack.ts': '', 'bin/app.ts': '' };

describe("CDK's manifest", () => {
  it('names stack, account, region and template', async () => {
    const text = manifest({
      Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
      'Data.assets': { type: 'cdk:asset-manifest', properties: { file: 'Data.assets.json' } },
      Data: stack({}),
      Plain: stack({
        environment: 'aws://unknown-account/unknown-region',
        properties: { templateFile: 'Plain.template.json' },
      }),
    });

    const said = await saysIn({ 'app/cdk.out/manifest.json': text }, 'app/cdk.out/manifest.json');

    expect(summaryOf(said)).toEqual([
      'shop-data ← app/cdk.out/Data.template.json 111122223333 eu-west-1',
      'Plain ← app/cdk.out/Plain.template.json',
    ]);
    const line = text.split('\n').findIndex((each) => each.includes('"Data": {'));
    expect(said.deployments[0]).toMatchObject({
      kind: 'cdk',
      file: at('app/cdk.out/manifest.json'),
      line,
    });
  });

  it('is also read if it is in the folder of a stage', async () => {
    const file = 'cdk.out/assembly-Prod/manifest.json';
    const artifact = stack({
      properties: { templateFile: 'ProdData90A795AA.template.json', stackName: 'Prod-Data' },
    });

    const said = await saysIn({ [file]: manifest({ ProdData90A795AA: artifact }) }, file);

    expect(summaryOf(said)).toEqual([
      'Prod-Data ← cdk.out/assembly-Prod/ProdData90A795AA.template.json 111122223333 eu-west-1',
    ]);
  });

  it('does not lead to a template outside the workspace, nor to a template without a stack', async () => {
    const outside = stack({ properties: { templateFile: '../../../other/x.template.json' } });
    const text = manifest({ Data: outside, Broken: { type: 'aws:cloudformation:stack' }, Odd: null });

    expect(summaryOf(await saysIn({ 'cdk.out/manifest.json': text }, 'cdk.out/manifest.json'))).toEqual([]);
    const app = '{"name": "A web app", "icons": []}';
    expect(summaryOf(await saysIn({ 'public/manifest.json': app }, 'public/manifest.json'))).toEqual([]);
  });
});

describe('the source line of a construct', () => {
  const frame = 'new DataStack (lib/data-stack.ts:23:18)';

  it('is found in the trace of CDK before 2.251 in debug mode', async () => {
    const metadata = {
      '/Data/Bucket/Resource': [
        {
          type: 'aws:cdk:logicalId',
          data: 'Bucket83908E77',
          trace: [
            `new Bucket (${at('app/node_modules/aws-cdk-lib/aws-s3/lib/bucket.js')}:1:19290)`,
            `new DataStack (${at('app/lib/data-stack.ts')}:23:18)`,
            `Object.<anonymous> (${at('app/bin/app.ts')}:4:1)`,
            'Module._compile (node:internal/modules/cjs/loader:1521:14)',
            'node:internal/main/run_main_module:28:49',
          ],
        },
      ],
    };
    const files = {
      'app/cdk.out/manifest.json': manifest({ Data: stack({ metadata }) }),
      'app/lib/data-stack.ts': '',
      'app/bin/app.ts': '',
    };

    const said = await saysIn(files, 'app/cdk.out/manifest.json');

    expect(said.constructs).toEqual([
      {
        template: at('app/cdk.out/Data.template.json'),
        logicalId: 'Bucket83908E77',
        path: 'Data/Bucket/Resource',
        source: { file: at('app/lib/data-stack.ts'), line: 22, column: 17 },
      },
    ]);
  });

  it('is found in the creation stack, which newer versions write next to the manifest', async () => {
    const metadata = {
      '/Data/Bucket/Resource': [
        { type: 'aws:cdk:logicalId', data: 'Bucket83908E77' },
        {
          type: 'aws:cdk:creationStack',
          data: ['...new Bucket2 in aws-cdk-lib...', frame, '...node internals...'],
        },
      ],
    };
    const files = {
      'cdk.out/manifest.json': manifest({ Data: stack({ additionalMetadataFile: 'Data.metadata.json' }) }),
      'cdk.out/Data.metadata.json': JSON.stringify(metadata),
      ...sources,
    };

    const said = await saysIn(files, 'cdk.out/manifest.json');

    expect(said.constructs).toMatchObject([
      { logicalId: 'Bucket83908E77', source: { file: at('lib/data-stack.ts'), line: 22, column: 17 } },
    ]);
  });

  it('is the line of the nearest parent construct if a library creates it', async () => {
    const made = (at: string) => ({ type: 'aws:cdk:creationStack', data: ['...aws-cdk-lib...', at] });
    const metadata = {
      '/Data': [made('<anonymous> (bin/app.ts:4:1)')],
      '/Data/Bucket': [made(frame)],
      '/Data/Bucket/Policy/Resource': [
        { type: 'aws:cdk:logicalId', data: 'BucketPolicy' },
        { type: 'aws:cdk:creationStack', data: ['...aws-cdk-lib...', '(no user code in 10 frames)'] },
      ],
      '/Data/Custom::Provider/Role': [{ type: 'aws:cdk:logicalId', data: 'ProviderRole' }],
    };
    const files = { 'cdk.out/manifest.json': manifest({ Data: stack({ metadata }) }), ...sources };

    const { constructs } = await saysIn(files, 'cdk.out/manifest.json');

    expect(constructs.map(({ logicalId, source }) => [logicalId, source?.file, source?.line])).toEqual([
      ['BucketPolicy', at('lib/data-stack.ts'), 22],
      ['ProviderRole', at('bin/app.ts'), 3],
    ]);
  });

  it('is not in a file outside the workspace, nor in a missing file', async () => {
    const metadata = {
      '/Data/A': [{ type: 'aws:cdk:logicalId', data: 'A', trace: ['x (/elsewhere/lib/a.ts:1:1)'] }],
      '/Data/B': [{ type: 'aws:cdk:logicalId', data: 'B', trace: ['x (../../../../b.ts:1:1)'] }],
      '/Data/C': [{ type: 'aws:cdk:logicalId', data: 'C', trace: ['x (lib/gone.ts:1:1)'] }],
      '/Data/D': [{ type: 'aws:cdk:logicalId', data: 'D', trace: [7, null, 'lib/data-stack.ts:0:0'] }],
      '/Data/E': 'odd',
    };
    const files = { 'cdk.out/manifest.json': manifest({ Data: stack({ metadata }) }), ...sources };

    const { constructs } = await saysIn(files, 'cdk.out/manifest.json');

    expect(constructs).toEqual(
      ['A', 'B', 'C', 'D'].map((logicalId) => ({
        template: at('cdk.out/Data.template.json'),
        logicalId,
        path: `Data/${logicalId}`,
      })),
    );
  });

  it('is unknown in CDK before 2.251, which names only the construct', async () => {
    const metadata = { '/Data/Bucket/Resource': [{ type: 'aws:cdk:logicalId', data: 'Bucket83908E77' }] };
    const files = { 'cdk.out/manifest.json': manifest({ Data: stack({ metadata }) }), ...sources };

    const [construct] = (await saysIn(files, 'cdk.out/manifest.json')).constructs;

    expect(construct).toMatchObject({ logicalId: 'Bucket83908E77', path: 'Data/Bucket/Resource' });
    expect(construct).not.toHaveProperty('source');
  });
});

describe('a program in another language', () => {
  /** Returns `file:line:column` of the code that creates the resource, from CDK's stack frames. Every file exists. */
  async function madeAt(files: readonly string[], ...frames: string[]): Promise<string | undefined> {
    const metadata = {
      '/Data/Bucket/Resource': [
        { type: 'aws:cdk:logicalId', data: 'Bucket' },
        { type: 'aws:cdk:creationStack', data: frames },
      ],
    };
    const said = await saysIn(
      {
        'cdk.out/manifest.json': manifest({ Data: stack({ metadata }) }),
        ...Object.fromEntries(files.map((file) => [file, ''])),
      },
      'cdk.out/manifest.json',
    );
    const source = said.constructs[0]?.source;
    return source && `${source.file}:${source.line}:${source.column}`;
  }
  const kernel = [
    `new Bucket (${at('tmp/jsii-kernel-m5UaXO/node_modules/aws-cdk-lib/aws-s3/lib/bucket.js')}:1:19290)`,
    `Kernel._create (${at('.venv/lib/python3.12/site-packages/jsii/_embedded/jsii/jsii-runtime.js')}:7915:26)`,
    `Kernel.create (${at('tmp/jsii-java-runtime13245880116113739307/jsii-runtime.js')}:1:82005)`,
    `Kernel.create (${at('tmp/jsii-runtime.123/lib/program.js')}:1:51955)`,
    `KernelHost.run (${at('tmp/tmpjph88goj/lib/program.js')}:1:211164)`,
    `${at('.cache/aws/jsii/package-cache/aws-cdk-lib/2.260.0/0a1b/lib/stack.js')}:1:2`,
  ];
  const pathsOf = (frames: readonly string[]) =>
    frames.map((frame) => (/\/ws\/([^:]+):/.exec(frame.replaceAll('\\', '/')) ?? [])[1] ?? '');

  it('has no source line if all frames are of the runtime that runs CDK for it', async () => {
    expect(pathsOf(kernel)).not.toContain('');
    for (const frame of kernel) expect(await madeAt(pathsOf([frame]), frame)).toBeUndefined();
    expect(await madeAt(pathsOf(kernel), ...kernel)).toBeUndefined();
  });

  it('has the source line of the Python frame, without a column, after the frames of libraries', async () => {
    const library = '.venv/lib/python3.12/site-packages/jsii/_runtime.py';
    const frames = [
      '...aws-cdk-lib, jsii runtime, node internals...',
      '(no user code in 10 frames, use --stack-trace-limit to capture more)',
      `__call__ (${at(library)}:118)`,
      `__init__ (${at('shop/data_stack.py')}:12)`,
      `<module> (${at('app.py')}:9)`,
    ];

    expect(await madeAt([library, 'shop/data_stack.py', 'app.py'], ...frames)).toBe(
      `${at('shop/data_stack.py')}:11:0`,
    );
  });

  it('has the source line of the Java frame, in the file of its package', async () => {
    const file = 'src/main/java/com/example/shop/DataStack.java';
    const frames = [
      'software.amazon.awscdk.services.s3.Bucket$Builder.build (Bucket.java:2711)',
      'com.example.shop.DataStack.<init> (DataStack.java:17)',
      'com.example.shop.ShopApp.main (ShopApp.java:9)',
    ];

    expect(await madeAt([file, 'Bucket.java', 'DataStack.java'], ...frames)).toBe(`${at(file)}:16:0`);
  });
});

describe('a nested stack', () => {
  const ofNested = {
    '/Data/Inner.NestedStack/Inner.NestedStackResource': [
      { type: 'aws:cdk:logicalId', data: 'InnerNestedStackResource745E041B' },
    ],
    '/Data/Inner/Bucket/Resource': [
      { type: 'aws:cdk:logicalId', data: 'BucketCB894FF8', trace: ['new Inner (lib/data-stack.ts:7:38)'] },
    ],
    '/Data/Inner/Deep.NestedStack/Deep.NestedStackResource': [
      { type: 'aws:cdk:logicalId', data: 'DeepNestedStackResource1234ABCD' },
    ],
    '/Data/Inner/Deep/Topic/Resource': [
      { type: 'aws:cdk:logicalId', data: 'TopicBFC7AF6E', trace: ['new Deep (lib/data-stack.ts:3:5)'] },
    ],
  };
  const parentOf = (id: string, asset: string) =>
    JSON.stringify({
      Resources: {
        [id]: {
          Type: 'AWS::CloudFormation::Stack',
          Properties: { TemplateURL: { 'Fn::Join': ['', ['https://s3.eu-west-1.', '/assets/1.json']] } },
          Metadata: { 'aws:asset:path': asset, 'aws:asset:property': 'TemplateURL' },
        },
      },
    });
  const templates = {
    'cdk.out/Data.template.json': parentOf('InnerNestedStackResource745E041B', 'Inner.nested.template.json'),
    'cdk.out/Inner.nested.template.json': parentOf(
      'DeepNestedStackResource1234ABCD',
      'Deep.nested.template.json',
    ),
    'cdk.out/Deep.nested.template.json': '{}',
  };
  const expected = [
    'shop-data ← cdk.out/Data.template.json 111122223333 eu-west-1',
    'shop-data-InnerNestedStackResource745E041B-* ← cdk.out/Inner.nested.template.json 111122223333 eu-west-1',
    'shop-data-InnerNestedStackResource745E041B-*-DeepNestedStackResource1234ABCD-* ← cdk.out/Deep.nested.template.json 111122223333 eu-west-1',
  ];

  it('is found by the asset of its parent template, at every level', async () => {
    const files = {
      'cdk.out/manifest.json': manifest({ Data: stack({ metadata: ofNested }) }),
      ...templates,
      ...sources,
    };

    const said = await saysIn(files, 'cdk.out/manifest.json');

    expect(summaryOf(said)).toEqual(expected);
    expect(said.constructs).toMatchObject([
      {
        template: at('cdk.out/Data.template.json'),
        logicalId: 'InnerNestedStackResource745E041B',
      },
      {
        template: at('cdk.out/Inner.nested.template.json'),
        logicalId: 'BucketCB894FF8',
        source: { line: 6 },
      },
      {
        template: at('cdk.out/Inner.nested.template.json'),
        logicalId: 'DeepNestedStackResource1234ABCD',
      },
      { template: at('cdk.out/Deep.nested.template.json'), logicalId: 'TopicBFC7AF6E', source: { line: 2 } },
    ]);
  });

  it('declares nothing if its template is unknown, also not in its parent template', async () => {
    const files = { 'cdk.out/manifest.json': manifest({ Data: stack({ metadata: ofNested }) }), ...sources };

    const said = await saysIn(files, 'cdk.out/manifest.json');

    expect(summaryOf(said)).toEqual(expected.slice(0, 1));
    expect(said.constructs.map(({ logicalId }) => logicalId)).toEqual(['InnerNestedStackResource745E041B']);
  });

  it('is found by its metadata in newer versions, without reading templates', async () => {
    const templateFile = (data: string) => [{ type: 'aws:cdk:templateFile', data }];
    const metadata = {
      ...ofNested,
      '/Data/Inner': templateFile('Inner.nested.template.json'),
      '/Data/Inner/Deep': templateFile('Deep.nested.template.json'),
    };
    const files = {
      'cdk.out/manifest.json': manifest({ Data: stack({ metadata }) }),
      'cdk.out/Inner.nested.template.json': '',
      'cdk.out/Deep.nested.template.json': '',
    };

    expect(summaryOf(await saysIn(files, 'cdk.out/manifest.json'))).toEqual(expected);
  });
});
