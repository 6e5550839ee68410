/** Files that a cloned repository may contain to keep a reader busy. Each has a given size in UTF-16 units. */
export interface HostileFile {
  readonly name: string;
  /** Key: the path. The first file is the one that is read. */
  readonly files: (size: number) => Readonly<Record<string, string>>;
}

const fill = (text: string, size: number) => text.repeat(Math.max(1, Math.floor(size / text.length)));
/** Returns as many parts as fit, each made from its number. */
function each(size: number, make: (number: number) => string): string {
  const parts: string[] = [];
  for (let number = 0, length = 0; length < size; number++) {
    const part = make(number);
    parts.push(part);
    length += part.length;
  }
  return parts.join('');
}

const deploy = 'aws cloudformation deploy --stack-name shop --template-file t.yaml\n';
const template = 'Resources:\n  A:\n    Type: AWS::S3::Bucket\n';
const script = (name: string, text: (size: number) => string): HostileFile => ({
  name,
  files: (size) => ({ 'deploy.sh': text(size) + deploy, 't.yaml': template }),
});
const makefile = (name: string, text: (size: number) => string): HostileFile => ({
  name,
  files: (size) => ({ Makefile: `${text(size)}\nx:\n\t${deploy}`, 't.yaml': template }),
});
const groovy = (name: string, text: (size: number) => string): HostileFile => ({
  name,
  files: (size) => ({ Jenkinsfile: `${text(size)}\nsh '${deploy.trim()}'`, 't.yaml': template }),
});
const yaml = (path: string, name: string, text: (size: number) => string): HostileFile => ({
  name,
  files: (size) => ({ [path]: text(size), 't.yaml': template }),
});

/** Returns the output of `cdk synth` for `stacks`, each with this metadata. */
function manifest(stacks: number, metadata: (stack: number) => object, file?: string): string {
  const artifacts = Array.from({ length: stacks }, (_, stack) => [
    `S${stack}`,
    {
      type: 'aws:cloudformation:stack',
      environment: 'aws://111122223333/eu-west-1',
      properties: { templateFile: 't.json' },
      metadata: metadata(stack),
      ...(file !== undefined && { additionalMetadataFile: file }),
    },
  ]);
  return JSON.stringify({ artifacts: Object.fromEntries(artifacts) });
}

const logicalId = (data: string) => [{ type: 'aws:cdk:logicalId', data }];
const fields = (count: number, make: (number: number) => readonly [string, unknown]) =>
  Object.fromEntries(Array.from({ length: count }, (_, number) => make(number)));
const cdk = (name: string, text: (size: number) => string, more: (size: number) => object = () => ({})) => ({
  name,
  files: (size: number) => ({
    'cdk.out/manifest.json': text(size),
    'cdk.out/t.json': JSON.stringify({ Resources: { A: { Type: 'AWS::S3::Bucket' } } }),
    ...more(size),
  }),
});

export const hostileFiles: readonly HostileFile[] = [
  script('a folder below a folder, ever deeper', (size) => fill('cd a\n', size)),
  script('a folder name of many folders', (size) => `cd ${fill('a/', size)}\n`),
  script('one command of many words', (size) => `${fill('a ', size)}\n`),
  script('one command of many exclamation marks', (size) => `${fill('! ', size)}\n`),
  script('variables in one line', (size) => fill('$a', size)),
  script('a variable that doubles', (size) => `a=aaaaaaaa\n${fill('a=$a$a\n', size)}`),
  script('a long variable, written many times', (size) => `a=${'x'.repeat(8000)}\n${fill('$a ', size)}\n`),
  script('branches within branches that assign', (size) => {
    const depth = Math.floor(size / 20);
    return `${'if a\n'.repeat(depth)}${each(size / 2, (number) => `v${number}=1\n`)}${'fi\n'.repeat(depth)}`;
  }),
  script('quotes that do not end', (size) => fill(`'"`, size)),
  script('escaped quotes', (size) => fill(`\\"`, size)),
  script('substitutions that do not end', (size) => fill('$(', size)),
  script('backticks', (size) => `${fill('`', size)} x`),
  script('mustaches that do not end', (size) => fill('{{', size)),
  script('here-documents that do not end', (size) => fill('cat <<EOF\n', size)),
  script('here-documents', (size) => fill('cat <<E\nx\nE\n', size)),
  script('continued lines', (size) => fill('a\\\n', size)),
  script('a line of blanks', (size) => `sam${' '.repeat(size)}x\n`),
  script('deployments', (size) => fill(deploy, size)),
  script('deployments from folders', (size) => each(size, (number) => `cd f${number}\n${deploy}`)),
  script('packages', (size) =>
    each(size, (number) => `sam package -t t.yaml --output-template-file o${number}.yaml\n`),
  ),
  {
    name: 'deployments of one large service',
    files: (size) => ({
      'deploy.sh': each(size, (number) => `sls deploy --stage s${number}\n`),
      'serverless.yml': `service: shop\nprovider: {name: aws}\ncustom:\n${each(size, (number) => `  a${number}: b\n`)}`,
    }),
  },
  groovy('single quotes', (size) => fill("'", size)),
  groovy('three quotes that do not end', (size) => fill(`'''"`, size)),
  groovy('escaped quotes in one line', (size) => fill(`\\"`, size)),
  groovy('quotes of two kinds', (size) => fill(`"'\n`, size)),
  groovy('strings', (size) => fill(`sh 'aws'\n`, size)),
  makefile(
    'recipes next to variables',
    (size) => each(size / 2, (number) => `v${number}=1\n`) + fill('\taws\n', size / 2),
  ),
  makefile('variables of variables', (size) =>
    each(size, (number) => `v${number}=${`$(v${number + 1})`.repeat(50)}\n`),
  ),
  makefile('a variable that doubles', (size) =>
    each(size, (number) => `v${number}=$(v${number + 1})$(v${number + 1})\n`),
  ),
  makefile('a long variable, written many times', (size) => {
    const long = 'x'.repeat(1900);
    return `a=${long}\n${each(size, (number) => `v${number}=${'$(a)'.repeat(400)}\n`)}`;
  }),
  makefile('continued lines', (size) => fill('a\\\n', size)),
  makefile('colons', (size) => fill(': ', Math.min(size, 1900))),
  yaml('.github/workflows/deploy.yml', 'variables of a workflow', (size) => {
    const long = `env:\n  A: ${'x'.repeat(Math.floor(size / 2))}\n`;
    const step = '  - uses: aws-actions/aws-cloudformation-github-deploy@v1\n    with: {name: a, template: "';
    return `${long}jobs:\n j:\n  steps:\n${step}${fill(`\${{ env.A }}`, size / 2)}"}\n`;
  }),
  yaml('.github/workflows/deploy.yml', 'folders within folders', (size) => {
    let text = 'run: sam deploy\n';
    for (let depth = 0; depth < Math.min(120, size / 100); depth++)
      text = `working-directory: a\nx:\n${text.replaceAll(/^/gm, ' ').trimEnd()}\n`;
    return text;
  }),
  yaml('.github/workflows/deploy.yml', 'lists of aliases far apart', (size) => {
    const lines = Math.floor(size / 2);
    const list = each(size / 2, (number) => `l${number}: [*a, *b]\n`);
    return `a: &a sam deploy\n${'\n'.repeat(lines)}b: &b sam deploy\n${list}`;
  }),
  yaml('buildspec.yml', 'aliases of aliases', (size) => {
    const lists = each(Math.min(size, 2000), (n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(8)}]\n`);
    return `a0: &a0 [sam deploy]\n${lists}`;
  }),
  yaml(
    'buildspec.yml',
    'one anchor many times',
    (size) => `${fill('- &a x\n', size / 2)}${fill('- *a\n', size / 2)}`,
  ),
  yaml('buildspec.yml', 'deeply nested', (size) => `${'['.repeat(size / 2)}${']'.repeat(size / 2)}`),
  yaml('buildspec.yml', 'deficient indentation', (size) => `sam deploy:\n  a: [\n${fill('x,\n', size)}]\n`),
  yaml('samconfig.toml', 'environments', (size) =>
    each(size, (n) => `[e${n}.deploy.parameters]\nstack_name = "s${n}"\ntemplate_file = "t.yaml"\n`),
  ),
  yaml('samconfig.toml', 'dotted keys', (size) => `${fill('a.', size)}a = 1\n`),
  yaml(
    'samconfig.toml',
    'lists within lists',
    (size) => `a = ${'['.repeat(size / 2)}${']'.repeat(size / 2)}\n`,
  ),
  yaml('samconfig.toml', 'tables of lists', (size) => fill('[[a]]\n', size)),
  yaml('samconfig.toml', 'a path of many folders', (size) =>
    each(
      size,
      (n) => `[e${n}.deploy.parameters]\nstack_name = "s"\ntemplate_file = "${'a/'.repeat(500)}t"\n`,
    ),
  ),
  yaml(
    'samconfig.yaml',
    'parameters',
    (size) => `default:\n  deploy:\n    parameters:\n${each(size, (n) => `      p${n}: x\n`)}`,
  ),
  yaml(
    'serverless.yml',
    'variables of variables',
    (size) =>
      `service: shop-\${self:custom.a0}\nprovider: {name: aws}\ncustom:\n${each(size, (n) => `  a${n}: "${`\${self:custom.a${n + 1}}`.repeat(8)}"\n`)}`,
  ),
  yaml(
    'serverless.yml',
    'files',
    (size) => `service: shop\nprovider: {name: aws}\nresources:\n${fill(`  - \${file(t.yaml)}\n`, size)}`,
  ),
  yaml(
    'serverless.yml',
    'braces that do not end',
    (size) => `service: shop\nprovider: {name: aws, stage: "${fill('${', size)}"}\n`,
  ),
  yaml(
    'serverless.yml',
    'functions',
    (size) =>
      `service: shop\nprovider: {name: aws}\nfunctions:\n${each(size, (n) => `  f${n}: {handler: a.b, name: "\${self:service}"}\n`)}`,
  ),
  yaml('.guardrail.yaml', 'stacks', (size) => `stacks:\n${each(size, (n) => `  s${n}-*: t.yaml\n`)}`),
  yaml('.guardrail.yaml', 'stars', (size) => `stacks:\n${fill(`  ${'a*'.repeat(100)}: t.yaml\n`, size)}`),
  cdk(
    'stacks that name one file of metadata',
    (size) => manifest(Math.min(1000, size / 200), () => ({}), 'm.json'),
    (size) => ({
      'cdk.out/m.json': JSON.stringify(fields(size / 80, (n) => [`/S/${n}`, logicalId(`L${n}`)])),
    }),
  ),
  cdk('constructs within constructs', (size) =>
    manifest(1, () => fields(size / 2100, (n) => [`/${n}${'/a'.repeat(1000)}`, logicalId(`L${n}`)])),
  ),
  cdk('nested stacks with long paths', (size) => {
    const long = 'a'.repeat(Math.min(9000, size / 250));
    const nested = (n: number) => `/${long}${n}.NestedStack/x.NestedStackResource`;
    return manifest(1, () =>
      fields(Math.min(220, size / long.length), (n) => [nested(n), logicalId(`L${n}`)]),
    );
  }),
  cdk('stacks of nested stacks', (size) =>
    manifest(size / 2500, () =>
      fields(25, (n) => [`/S/n${n}.NestedStack/n${n}.NestedStackResource`, logicalId(`L${n}`)]),
    ),
  ),
  cdk('traces', (size) =>
    manifest(1, () =>
      fields(size / 4000, (n) => [
        `/S/${n}`,
        [
          ...logicalId(`L${n}`),
          { type: 'aws:cdk:creationStack', data: Array(40).fill(`a (${'x/'.repeat(40)}a.ts:1:1)`) },
        ],
      ]),
    ),
  ),
  yaml(
    'a.yaml',
    'parts without text, joined by much of it',
    (size) =>
      `Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !Join ["${'x'.repeat(4000)}", [${fill('"",', size)}""]]\n`,
  ),
  yaml(
    'a.yaml',
    'resources',
    (size) => `Resources:\n${each(size, (n) => `  R${n}: {Type: AWS::S3::Bucket}\n`)}`,
  ),
  yaml(
    'a.yaml',
    'one resource, again and again',
    (size) => `Resources:\n${fill('  R: {Type: AWS::S3::Bucket}\n', size)}`,
  ),
  yaml(
    'a.yaml',
    'merges of merges',
    (size) =>
      `x0: &x0 {Type: AWS::S3::Bucket}\n${each(Math.min(size, 5000), (n) => `x${n + 1}: &x${n + 1} {<<: [*x${n}, *x${n}]}\n`)}Resources: *x9\n`,
  ),
  yaml('a.yaml', 'Jinja that does not end', (size) => `Resources:\n${fill('  {% x\n', size)}`),
  yaml(
    'a.yaml',
    'comments after a bracket',
    (size) => `Resources: {A: {Type: AWS::S3::Bucket}\n${fill('# x\n', size)}}\n`,
  ),
  yaml('a.yaml', 'keys that are mappings', (size) => `Resources:\n${fill('? a\n', size)}`),
  yaml('a.yaml', 'a text folded over many lines', (size) => `Resources:\n  A: "${fill('x\n    ', size)}"\n`),
  yaml('a.yaml', 'tags', (size) => `Resources: [${fill('!a x, ', size)}]\n`),
  yaml('a.yaml', 'directives', (size) => `${each(size, (n) => `%TAG !a${n}! tag:x\n`)}---\nResources: {}\n`),
  yaml('a.yaml', 'documents', (size) => `Resources: {}\n${fill('---\nx\n', size)}`),
  yaml('a.yaml', 'sequences within sequences', (size) => `Resources:\n ${fill('- ', size)}x\n`),
  yaml(
    'a.json',
    'comments',
    (size) => `{"Resources": {\n${fill('// x\n', size)}"A": {"Type": "AWS::S3::Bucket"}}}`,
  ),
  yaml('a.json', 'strings that do not end', (size) => `{"Resources": ${fill(`/*"`, size)}`),
  yaml('a.template', 'versions without an end', (size) => `{ "Resources${fill('{ ', size)}`),
  yaml(
    'a.yaml',
    'substitutions',
    (size) =>
      `Resources:\n${each(size, (n) => `  R${n}:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !Sub ["${`\${A}`.repeat(900)}", {A: "${'x'.repeat(900)}"}]\n`)}`,
  ),
];
