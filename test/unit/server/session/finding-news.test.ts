import { describe, expect, it } from 'vitest';
import type { FindingView } from '#protocol/findings.ts';
import type { Link } from '#protocol/links.ts';
import { createFindingNews, withoutLinks } from '../../../../daemon/server/session/finding-news.ts';
import { findingView } from '../../../support/finding-view.ts';

const link: Link = { confidence: 'none', evidence: 'No template declares it.' };
const other: Link = { confidence: 'none', evidence: 'Another stack declares it.' };
const findings = (count: number, link?: Link) =>
  Array.from({ length: count }, (_, number) => findingView({ key: `f${number}`, ...(link && { link }) }));

describe('news of findings', () => {
  it('send later links separately, each link once with all of its findings', () => {
    const news = createFindingNews();
    news.given(withoutLinks(findings(2, link)));

    expect(news.next(findings(2, link))).toEqual({
      changed: [],
      removed: [],
      links: [{ link, findings: ['f0', 'f1'] }],
    });
    expect(news.next(findings(2, link))).toBeUndefined();
  });

  it('send a complete finding if more than its link differs', () => {
    const news = createFindingNews();
    news.given(findings(1));
    const [first] = findings(1, link) as [FindingView];
    const renamed = { ...first, title: 'Another title' };

    expect(news.next([renamed])).toEqual({ changed: [renamed], removed: [] });
  });

  it('send new links of many findings separately, and few findings as a whole', () => {
    const news = createFindingNews();
    news.given(findings(100, link));
    const few = [...findings(10, other), ...findings(100, link).slice(10)];

    expect(news.next(few)).toEqual({ changed: findings(10, other), removed: [] });
    expect(news.next(findings(100, other))).toMatchObject({
      changed: [],
      links: [{ link: other, findings: { length: 90 } }],
    });
  });
});
