import { describe, expect, it } from 'vitest';
import { documentOf } from '../../../../daemon/integrations/jira/cloud/adf.ts';
import { wikiOf } from '../../../../daemon/integrations/jira/data-center/wiki.ts';
import { plainTextOf } from '../../../../daemon/integrations/jira/rich-text.ts';

const code = [
  '@@ -1,2 +1,3 @@',
  '   Bucket:',
  '+    Acl: *Private* [x|http://y] {color:red}',
  '-',
  ' ',
  '     End: !a!',
];
const blocks = ['Before *it*.', { code: code.join('\n') }, 'After.'];

describe.each([
  ['Cloud', documentOf],
  ['Data Center', wikiOf],
])('a block of code on %s', (_kind, write) => {
  it('comes back with its lines, indentation and empty lines', () => {
    expect(plainTextOf(write(blocks)).split('\n')).toEqual([
      'Before *it*.',
      ...code.map((line) => line.trimEnd()),
      'After.',
    ]);
  });

  it('ends nowhere before its end', () => {
    const attack = [
      '+{noformat}',
      '+{NoFormat:title=x}',
      '+{code}[~admin] !http://x/y.png! h1. big{code}',
      '+{{a}}',
    ];
    const lines = plainTextOf(write(['A', { code: attack.join('\n') }, 'B'])).split('\n');
    expect(lines).toHaveLength(6);
    expect(lines.map((line) => line.replaceAll('\u2060', ''))).toEqual(['A', ...attack, 'B']);
    const written = write([{ code: attack.join('\n') }]);
    if (typeof written === 'string') expect(written.match(/\{noformat/gi)).toHaveLength(2);
    else expect(written.content).toMatchObject([{ type: 'codeBlock', content: [{ type: 'text' }] }]);
  });
});
