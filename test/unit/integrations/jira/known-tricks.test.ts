import { describe, expect, it } from 'vitest';
import { documentOf } from '../../../../daemon/integrations/jira/cloud/adf.ts';
import { wikiOf } from '../../../../daemon/integrations/jira/data-center/wiki.ts';
import { plainTextOf } from '../../../../daemon/integrations/jira/rich-text.ts';
import { allTricks } from '../../../support/known-tricks.ts';

interface Node {
  readonly type: string;
  readonly content?: readonly Node[];
  readonly marks?: readonly { readonly type: string; readonly attrs: { readonly href: string } }[];
}
const nodesOf = (node: Node): Node[] => [node, ...(node.content ?? []).flatMap(nodesOf)];

describe.each(allTricks.map((text) => [text]))('%j in a comment', (text) => {
  const paragraphs = ['Reviewed with Guardrail: fixed', text];

  it('is text in a document of Jira Cloud', () => {
    const nodes = nodesOf(documentOf(paragraphs) as Node);
    for (const { type } of nodes) expect(['doc', 'paragraph', 'text', 'hardBreak']).toContain(type);
    for (const { marks = [] } of nodes)
      for (const { type, attrs } of marks)
        expect([type, attrs.href]).toEqual(['link', expect.stringMatching(/^https:/)]);
    expect(plainTextOf(documentOf([text]))).toBe(
      plainTextOf({ type: 'text', text: text.replace(/\r\n?/g, '\n') }),
    );
  });

  it('is text in the wiki text of Data Center', () => {
    const written = wikiOf([text]);
    const unescaped = written.replace(/\\[^\sA-Za-z0-9]/g, '').replace(/https?:\/\/\S+/g, '');
    expect(unescaped).not.toMatch(/[{}[\]*_^~!|]/);
    expect(unescaped).not.toMatch(/^\s*(?:h[1-6]\.|bq\.|#|-\s)/m);
    expect(unescaped).not.toMatch(/\?\?|\\\\/);
  });
});
