import type { SourceAge } from '#protocol/status.ts';
import type { Coverage } from '../../domain/coverage.ts';

const order: readonly SourceAge['source'][] = ['config', 'guardduty', 'securityhub', 'stacks', 'tickets'];

/** Returns the age of each source by its oldest part, in a fixed order. Parts that are not read on purpose do not count. */
export function sourceAges(parts: readonly Coverage[]): SourceAge[] {
  const bySource = Map.groupBy(
    parts.filter((part) => part.of === 'jira' || !part.skipped),
    (part) => (part.of === 'jira' ? 'tickets' : part.source),
  );
  return order.flatMap((source) => {
    const ofSource = bySource.get(source);
    if (!ofSource) return [];
    const [oldest] = ofSource.flatMap(({ readAt }) => readAt ?? []).sort();
    const failed = ofSource.filter(({ problem }) => problem !== undefined).length;
    return [{ source, ...(oldest !== undefined && { readAt: oldest }), failed }];
  });
}
