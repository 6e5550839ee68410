import type { Severity, Source } from '#protocol/findings.ts';
import type { ResourceDetail } from '../aws/reading.ts';
import type { Finding } from '../findings/finding.ts';
import type { Database } from './database.ts';

interface Row {
  key: string;
  source: Source;
  rule: string;
  rule_identifier: string | null;
  severity: Severity;
  title: string | null;
  account: string;
  region: string;
  resource_type: string;
  resource_id: string;
  resource_name: string | null;
  resource_arn: string | null;
  tags: string | null;
  first_seen: string;
  last_seen: string;
  resolved_at: string | null;
}

/** The findings' table. Callers put several writes into one transaction. */
export function findingsTable(database: Database) {
  const upsert = database.prepare(`
    INSERT INTO findings (key, source, rule, rule_identifier, severity, title, account, region,
      resource_type, resource_id, resource_name, resource_arn, first_seen, last_seen, pass)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET rule = excluded.rule,
      rule_identifier = coalesce(excluded.rule_identifier, rule_identifier), severity = excluded.severity,
      title = excluded.title, resource_name = coalesce(excluded.resource_name, resource_name),
      resource_arn = coalesce(excluded.resource_arn, resource_arn), last_seen = excluded.last_seen,
      resolved_at = NULL, pass = excluded.pass`);
  const describe = database.prepare(`
    UPDATE findings SET resource_name = coalesce(?, resource_name), resource_arn = coalesce(?, resource_arn), tags = ?
    WHERE account = ? AND resource_type = ? AND resource_id = ? AND (region IN (?, 'global') OR ? = 'global')`);
  const identify = database.prepare(
    'UPDATE findings SET rule_identifier = ?, severity = ? WHERE rule = ? AND source = ?',
  );
  const resolve = database.prepare(`
    UPDATE findings SET resolved_at = ?
    WHERE account = ? AND source = ? AND region = ? AND pass < ? AND resolved_at IS NULL`);
  const ofTeam = database.prepare(`
    SELECT findings.* FROM findings JOIN team_accounts USING (account)
    WHERE team = ? ORDER BY key`);

  return {
    /** `finding.firstSeen` counts only for a finding that was not known. */
    put(finding: Finding, pass: number): void {
      const { resource } = finding;
      upsert.run(
        finding.key,
        finding.source,
        finding.rule,
        finding.ruleIdentifier ?? null,
        finding.severity,
        finding.title ?? null,
        finding.account,
        finding.region,
        resource.type,
        resource.id,
        resource.name ?? null,
        resource.arn ?? null,
        finding.firstSeen,
        finding.lastSeen,
        pass,
      );
    },
    /** Adds what Config knows of the resource. */
    describeResource(detail: ResourceDetail): void {
      describe.run(
        detail.name ?? null,
        detail.arn ?? null,
        JSON.stringify(detail.tags),
        detail.account,
        detail.type,
        detail.id,
        detail.region,
        detail.region,
      );
    },
    identifyRule(rule: string, identifier: string, severity: Severity): void {
      identify.run(identifier, severity, rule, 'config');
    },
    /** What this place's complete reading did not show no longer fails. Answers how many. */
    resolveUnseen(
      place: { account: string; region: string; source: Source },
      pass: number,
      at: string,
    ): number {
      return Number(resolve.run(at, place.account, place.source, place.region, pass).changes);
    },
    ofTeam(team: string): Finding[] {
      return (ofTeam.all(team) as unknown as Row[]).map(fromRow);
    },
  };
}

function fromRow(row: Row): Finding {
  return {
    key: row.key,
    source: row.source,
    rule: row.rule,
    severity: row.severity,
    account: row.account,
    region: row.region,
    resource: {
      type: row.resource_type,
      id: row.resource_id,
      ...(row.resource_name !== null && { name: row.resource_name }),
      ...(row.resource_arn !== null && { arn: row.resource_arn }),
    },
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    ...(row.rule_identifier !== null && { ruleIdentifier: row.rule_identifier }),
    ...(row.title !== null && { title: row.title }),
    ...(row.tags !== null && { tags: JSON.parse(row.tags) as Record<string, string> }),
    ...(row.resolved_at !== null && { resolvedAt: row.resolved_at }),
  };
}
