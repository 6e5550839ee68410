import fc from 'fast-check';
import { Document } from 'yaml';

/** A template as a value; `write` returns its text. */
export interface MadeTemplate {
  readonly Resources: Readonly<Record<string, MadeResource>>;
  readonly [other: string]: unknown;
}

interface MadeResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly [other: string]: unknown;
}

const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,9}$/);
const awkward = fc.constantFrom(
  'a: b',
  "it's",
  '"',
  '# no',
  '-',
  '- x',
  '😀',
  '絵 文字',
  'a\\b',
  'null',
  '12',
  '@x',
  '{',
  '*a',
  '&a',
  '!x',
  'x ',
  '',
);
const key = fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: awkward });
const text = fc.oneof(
  word,
  awkward,
  fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .filter((each) => !/[\p{Cc}\p{Cs}\u2028\u2029\uFEFF]/u.test(each)),
  fc.array(word, { minLength: 2, maxLength: 30 }).map((words) => words.join(' ')),
  fc.array(fc.oneof(word, fc.constant('')), { minLength: 2, maxLength: 4 }).map((lines) => lines.join('\n')),
);
const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    // `yaml` writes an empty list in block style in a form that no parser reads.
    fc.array(tie('value'), { minLength: 1, maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const type = fc.constantFrom(
  'AWS::S3::Bucket',
  'AWS::EC2::SecurityGroup',
  'Custom::Lookup',
  'Org::Unit::Module::MODULE',
);
const resource: fc.Arbitrary<MadeResource> = fc
  .record(
    {
      before: fc.dictionary(fc.constantFrom('DependsOn', 'Metadata', 'Condition'), value),
      Type: type,
      Properties: fc.dictionary(key, value, { maxKeys: 5, noNullPrototype: true }),
      after: fc.dictionary(fc.constantFrom('DeletionPolicy', 'UpdatePolicy'), value),
    },
    { requiredKeys: ['Type'] },
  )
  .map(({ before, after, ...own }) => ({ ...before, ...own, ...after }));

export const madeTemplates: fc.Arbitrary<MadeTemplate> = fc
  .record({
    before: fc.dictionary(fc.constantFrom('Description', 'Metadata', 'Mappings'), value),
    Resources: fc.dictionary(key, resource, { minKeys: 1, maxKeys: 6, noNullPrototype: true }),
    after: fc.dictionary(fc.constantFrom('Outputs', 'Conditions'), value),
  })
  .map(({ before, Resources, after }) => ({ ...before, Resources, ...after }));

const ends = fc.constantFrom('\n', '\r\n', '\r');

/** Writers of JSON with several indents and line ends. */
export const jsonWriters: fc.Arbitrary<(template: unknown) => string> = fc
  .record({ indent: fc.constantFrom(undefined, 1, 2, 4, '\t'), end: ends })
  .map(
    ({ indent, end }) =>
      (template) =>
        JSON.stringify(template, null, indent).replaceAll('\n', end),
  );

/** Writers of YAML in blocks and brackets, with every kind of quote. */
export const yamlWriters: fc.Arbitrary<(template: unknown) => string> = fc
  .record({
    collectionStyle: fc.constantFrom('any', 'block', 'flow'),
    defaultStringType: fc.constantFrom(
      'PLAIN',
      'QUOTE_DOUBLE',
      'QUOTE_SINGLE',
      'BLOCK_LITERAL',
      'BLOCK_FOLDED',
    ),
    defaultKeyType: fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE'),
    indent: fc.integer({ min: 1, max: 6 }),
    indentSeq: fc.boolean(),
    // With a smaller width, `yaml` folds words that it should not fold.
    lineWidth: fc.constantFrom(0, 160),
    flowCollectionPadding: fc.boolean(),
    directives: fc.boolean(),
    end: ends,
  } as const)
  .map(({ directives, end, ...style }) => (template) => {
    const document = new Document(template, { aliasDuplicateObjects: false });
    return document.toString({ ...style, directives }).replaceAll('\n', end);
  });
