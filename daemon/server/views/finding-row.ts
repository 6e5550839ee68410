import { type FindingRow, rowSubjects } from '#protocol/finding-list.ts';
import type { FindingView } from '#protocol/findings.ts';
import { fitsFinding } from './offers.ts';

/** Returns the part of a finding that a row shows. */
export function findingRow(finding: FindingView): FindingRow {
  const { key, severity, title, short, filing, resolvedAt, sample, ticket, divergences, link } = finding;
  const { arn: _arn, ...resource } = finding.resource;
  const kinds = rowSubjects.filter((kind) => fitsFinding[kind](finding));
  return {
    ...{ key, severity, title, resource },
    ...(short !== undefined && { short }),
    ...(filing && { filing }),
    ...(resolvedAt !== undefined && { resolvedAt }),
    ...(sample && { sample }),
    ...(ticket && { ticket }),
    ...(divergences && { divergences: divergences.map(rowDivergence) }),
    ...(link?.choice && { choice: link.choice }),
    ...(kinds.length > 0 && { kinds }),
  };
}

function rowDivergence({ code, tickets, used }: NonNullable<FindingView['divergences']>[number]) {
  return { code, ...(tickets && { tickets }), ...(used !== undefined && { used }) };
}
