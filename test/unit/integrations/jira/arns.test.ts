import { describe, expect, it } from 'vitest';
import { arnsIn } from '../../../../daemon/integrations/jira/arns.ts';
import { ticketsOfIssues } from '../../../../daemon/integrations/jira/issue.ts';
import { issueJson } from './fake-site.ts';

const arn = 'arn:aws:sns:eu-west-1:111122223333:alerts';

describe('the ARNs in an address', () => {
  it.each([
    ['in plain form', `https://console.aws.amazon.com/sns/v3/home#/topic/${arn}`],
    ['in a query', `https://example.com/?arn=${arn}&region=eu-west-1#top`],
    ['encoded', `https://example.com/?arn=${encodeURIComponent(arn)}&x=1`],
    [
      'encoded twice',
      `https://login.example/?to=${encodeURIComponent(`https://e.com/?a=${encodeURIComponent(arn)}`)}`,
    ],
  ])('are found %s', (_what, address) => {
    expect(arnsIn([address])).toContain(arn);
  });

  it('are found in other partitions, and with slashes', () => {
    const others = ['arn:aws-us-gov:iam::111122223333:role/a/b', 'arn:aws-cn:s3:::logs'];
    expect(arnsIn(others.map((each) => `https://x/${each}`))).toEqual(others);
  });

  it('are empty if the address cannot be decoded', () => {
    expect(arnsIn(['https://x/%E0%A4%A', 'https://x/arn', 'arn:azure:x'])).toEqual([]);
  });

  it('are limited in length, number and time', () => {
    const started = performance.now();
    const many = Array.from(
      { length: 10_000 },
      (_, at) => `https://x/${'%25'.repeat(5_000)}/arn:aws:sns:::t${at}`,
    );
    expect(arnsIn([...many, ...many.map((_, at) => `https://x/${arn}${at}`)])).toHaveLength(100);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('belong to the ticket whose description links to them', () => {
    const description = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'inlineCard', attrs: { url: `https://x/${arn}` } }] }],
    };
    const { tickets } = ticketsOfIssues([issueJson('APP-1', { description }), issueJson('APP-2')]);
    expect(tickets.map(({ arns }) => arns)).toEqual([[arn], undefined]);
  });
});
