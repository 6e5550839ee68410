// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the framework uses this syntax for variables.

import { describe, expect, it } from 'vitest';
import { readServerlessTemplate } from '../../../../../daemon/domain/deployments/serverless/template.ts';
import { at, saysIn, summaryOf } from '../../../../support/deployment-files.ts';
import { openText } from '../../../../support/typing.ts';

async function stacks(text: string, file = 'serverless.yml') {
  return summaryOf(await saysIn({ [file]: text }, file)).map((each) => each.replace(` ← ${file}`, ''));
}

describe('the stack of a serverless.yml', () => {
  it('is named after service and stage: by default dev, or any stage that a command names', async () => {
    expect(await stacks('service: shop\nprovider:\n  name: aws\n')).toEqual(['shop-dev', 'shop-*']);
    expect(
      await stacks('service: { name: shop }\nprovider: { name: aws, stage: prod, region: eu-west-1 }'),
    ).toEqual(['shop-prod eu-west-1', 'shop-*']);
    expect(
      await stacks('{"service": "shop", "provider": {"stage": "qa"}, "functions": {}}', 'serverless.json'),
    ).toEqual(['shop-qa', 'shop-*']);
  });

  it('is the file itself, at the line of the service', async () => {
    const said = await saysIn(
      { 'api/serverless.yml': '# the shop\nservice: shop\nprovider: { name: aws }\n' },
      'api/serverless.yml',
    );

    const deployment = {
      kind: 'serverless',
      template: at('api/serverless.yml'),
      file: at('api/serverless.yml'),
      line: 1,
    };
    expect(said.deployments).toEqual([
      { ...deployment, stack: 'shop-dev' },
      { ...deployment, stack: 'shop-*' },
    ]);
  });

  it.each([
    ["${opt:stage, 'dev'}", ['shop-dev', 'shop-*']],
    ['${opt:stage, "test"}', ['shop-test', 'shop-*']],
    ['${opt:stage, self:custom.defaultStage}', ['shop-qa', 'shop-*']],
    ["${env:STAGE, 'x'}", ['shop-x', 'shop-*']],
    ['${self:custom.stages.${self:custom.defaultStage}}', ['shop-quality', 'shop-*']],
    ['${opt:stage}', ['shop-*']],
    ["${file(./stage.yml):name, 'dev'}", ['shop-*']],
    ['${ssm:/stage}', ['shop-*']],
  ])(
    'resolves the stage %s as far as the file defines it, and accepts any text for the rest',
    async (stage, expected) => {
      const text = `service: shop
custom:
  defaultStage: qa
  stages: { qa: quality }
provider:
  name: aws
  stage: ${stage}
`;

      expect(await stacks(text)).toEqual(expected);
    },
  );

  it('has the name that the file gives it', async () => {
    const text = `service: shop
provider:
  name: aws
  stage: \${opt:stage, 'dev'}
  stackName: acme-\${self:service}-\${sls:stage}
`;

    expect(await stacks(text)).toEqual(['acme-shop-dev', 'acme-shop-*']);
  });

  it('exists for each stage that has parameters', async () => {
    const text = `service: shop
provider: { name: aws, region: "\${param:region}" }
params:
  default: { region: eu-west-1 }
  dev: {}
  prod: { region: us-east-1 }
`;

    expect(await stacks(text)).toEqual(['shop-dev eu-west-1', 'shop-prod us-east-1', 'shop-*']);
  });

  it('has one name if the stack name does not contain the stage', async () => {
    const text = 'service: shop\nprovider: { name: aws, stackName: the-shop }\n';

    expect(await stacks(text)).toEqual(['the-shop']);
  });

  it('also has the templates that the file includes from other files', async () => {
    const text = `service: shop
provider: { name: aws }
resources:
  - \${file(resources/tables.yml)}
  - \${file(../outside.yml)}
  - \${file(gone.yml)}
  - \${file(resources/some.yml):part}
`;
    const files = {
      'api/serverless.yml': text,
      'api/resources/tables.yml': 'x',
      'api/resources/some.yml': 'x',
    };

    expect(summaryOf(await saysIn(files, 'api/serverless.yml', 'api'))).toEqual([
      'shop-dev ← api/serverless.yml',
      'shop-dev ← api/resources/tables.yml',
      'shop-* ← api/serverless.yml',
      'shop-* ← api/resources/tables.yml',
    ]);
  });

  it('is not guessed if the service has no name, and not read from other files', async () => {
    expect(await stacks('service: ${file(./name.yml)}\nprovider: { name: aws }')).toEqual([]);
    expect(await stacks('provider: { name: aws }')).toEqual([]);
    expect(await stacks('service: shop')).toEqual([]);
    expect(await stacks('service: [}')).toEqual([]);
  });

  it('is unknown if variables refer to each other in a cycle or grow exponentially', async () => {
    const circle =
      'service: shop\nprovider: { stage: "${self:custom.a}" }\ncustom: { a: "${self:custom.b}", b: "${self:custom.a}" }';
    const each = (next: string) => `\${self:custom.${next}}`.repeat(20);
    const bomb = `service: shop\nprovider: { stage: "${each('a')}" }\ncustom:\n${['a', 'b', 'c', 'd', 'e']
      .map((name, index, all) => `  ${name}: "${each(all[index + 1] ?? 'a')}"\n`)
      .join('')}`;

    expect(await stacks(circle)).toEqual(['shop-*']);
    expect(await stacks(bomb)).toEqual(['shop-*']);
  });
});

describe('a serverless.yml whose parts are in other files', () => {
  it.each([
    'functions: ${file(functions.yml)}',
    'functions:\n  - ${file(functions.yml):orders}',
    'functions:\n  create: ${file(create.yml)}',
    'resources: ${file(resources.yml)}',
    'resources:\n  Resources: ${file(resources.yml):Resources}',
    'resources:\n  - Resources:\n      Table: ${self:custom.table}',
  ])('is reported as incomplete: %j', (text) => {
    const template = readServerlessTemplate(
      'serverless.yml',
      `service: shop\nprovider: {name: aws}\n${text}\n`,
    );

    expect(template?.hasPartsElsewhere).toBe(true);
  });

  it('is complete if variables are only values', () => {
    const text =
      'service: shop\nprovider: {name: aws}\nfunctions:\n  a: {handler: a.b, role: "${file(r.yml)}"}\nresources: {Resources: {}}\n';

    expect(readServerlessTemplate('serverless.yml', text)?.hasPartsElsewhere).toBeUndefined();
  });
});

describe('a serverless.yml as a template', () => {
  const text = `service: shop
provider:
  name: aws
  stage: \${opt:stage, 'dev'}

functions:
  create-order:
    handler: src/create.handler
    memorySize: 512
  read_all:
    name: reader
    handler: src/read.handler

resources:
  Resources:
    Uploads:
      Type: AWS::S3::Bucket
      Properties:
        BucketName: shop-uploads
`;

  it('declares its functions at their keys, with the logical ids that they get', () => {
    const template = readServerlessTemplate('serverless.yml', text);

    expect(template).toMatchObject({ path: 'serverless.yml', format: 'yaml', isService: true });
    expect(template?.resources[0]).toEqual({
      id: 'CreateDashorderLambdaFunction',
      type: 'AWS::Lambda::Function',
      line: 6,
      column: 2,
      keyEndColumn: 14,
      endLine: 8,
      endColumn: 19,
      properties: { Handler: [7, 4, 11], MemorySize: [8, 4, 14] },
      literals: {},
      patterns: { FunctionName: 'shop-${?}-create-order' },
    });
    expect(template?.resources[1]).toMatchObject({
      id: 'ReadUnderscoreallLambdaFunction',
      line: 9,
      literals: { FunctionName: 'reader' },
    });
  });

  it('declares its resources where they are written', () => {
    const template = readServerlessTemplate('serverless.yml', text);

    expect(template?.resources[2]).toMatchObject({
      id: 'Uploads',
      type: 'AWS::S3::Bucket',
      line: 15,
      column: 4,
      endLine: 18,
      literals: { BucketName: 'shop-uploads' },
    });
  });

  it('may have its functions and resources in parts', () => {
    const parts = `service: shop
provider: { name: aws, stage: prod }
functions:
  - \${file(./functions.yml)}
  - hello: { handler: a.b }
resources:
  - \${file(./table.yml)}
  - Resources:
      Queue: { Type: AWS::SQS::Queue }
  - Outputs: {}
`;

    const template = readServerlessTemplate('serverless.yml', parts);

    expect(template?.resources.map(({ id, line }) => [id, line])).toEqual([
      ['HelloLambdaFunction', 4],
      ['Queue', 8],
    ]);
    expect(template?.resources[0]?.literals).toEqual({ FunctionName: 'shop-prod-hello' });
  });

  it('is also read from JSON', () => {
    const json = JSON.stringify({ service: 'shop', functions: { a: { handler: 'a.b' } } }, undefined, 2);

    const template = readServerlessTemplate('serverless.json', json);

    expect(template).toMatchObject({ format: 'json', resources: [{ id: 'ALambdaFunction', line: 3 }] });
  });

  it('does not exist if the file is of another kind; reading never throws', () => {
    for (const other of ['', 'service: shop', 'AWSTemplateFormatVersion: 2010-09-09', 'service: [}', '{']) {
      expect(readServerlessTemplate('serverless.yml', other)).toBeUndefined();
    }
  });
});

describe('a serverless.yml that is being typed', () => {
  const file = at('serverless.yml');
  const text = 'service: shop\nprovider: { name: aws }\nfunctions:\n  pay:\n    handler: pay.main\n';
  const lines = (typed: string, from = text) => {
    const open = openText(file, from);
    open.template();
    open.become(typed);
    return open.template()?.resources.map(({ id, line }) => [id, line]);
  };

  it('is read with its current text', () => {
    expect(lines(`# more\n${text}`)).toEqual([['PayLambdaFunction', 4]]);
  });

  it('keeps its functions at their current lines while it does not parse', () => {
    expect(lines(`# more\nx: [}\n${text}`)).toEqual([['PayLambdaFunction', 5]]);
  });

  it('may become a plain template', () => {
    expect(lines('Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n')).toEqual([['Logs', 1]]);
  });

  it('is not a template any more once it declares nothing', () => {
    expect(lines('name: shop\n')).toBeUndefined();
  });
});
