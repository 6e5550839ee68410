import type { Known, Reader, SubjectKeys } from './model.ts';

/**
 * Returns the keys that a command's arguments name: keys of findings (lenses, quick fixes, pages) or lists of them, rows of the
 * findings tree, and rows of the tickets tree.
 */
export function subjectKeys(rows: readonly unknown[]): SubjectKeys {
  const findings = new Set<string>();
  const tickets = new Set<string>();
  for (const row of rows.flat()) {
    if (typeof row === 'string') findings.add(row);
    if (typeof row !== 'object' || row === null) continue;
    const { finding, ticket } = row as { finding?: { key?: unknown }; ticket?: { key?: unknown } };
    if (typeof finding?.key === 'string') findings.add(finding.key);
    if (typeof ticket?.key === 'string') tickets.add(ticket.key);
  }
  return { findings: [...findings], tickets: [...tickets] };
}

/** Resolves to what a command's arguments name, as it is now: a row, a lens or a page may be old. */
export function readNamed(model: Reader, rows: readonly unknown[]): Promise<Known> {
  return model.read(subjectKeys(rows));
}
