import type { Severity, Source } from '#protocol/findings.ts';
import type { Finding } from '../../domain/findings/finding.ts';
import type { ResourceDetail } from '../../domain/resources/resource-detail.ts';
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
  resolved_at: string | null;
}

/**
 * The findings' table. Callers put several writes into one transaction. What a write returns says whether a reader of
 * `ofTeam` would notice it: a finding that was only seen again is none of a window's news.
 */
export function findingsTable(database: Database) {
  const seenAgain = database.prepare(`
    UPDATE findings SET last_seen = :seen, pass = :pass
    WHERE key = :key AND resolved_at IS NULL AND rule = :rule AND severity = :severity AND title IS :title
      AND (:identifier IS NULL OR rule_identifier = :identifier)
      AND (:name IS NULL OR resource_name = :name) AND (:arn IS NULL OR resource_arn = :arn)`);
  const upsert = database.prepare(`
    INSERT INTO findings (key, source, rule, rule_identifier, severity, title, account, region,
      resource_type, resource_id, resource_name, resource_arn, first_seen, last_seen, pass)
    VALUES (:key, :source, :rule, :identifier, :severity, :title, :account, :region,
      :type, :id, :name, :arn, :firstSeen, :seen, :pass)
    ON CONFLICT (key) DO UPDATE SET rule = excluded.rule,
      rule_identifier = coalesce(excluded.rule_identifier, rule_identifier), severity = excluded.severity,
      title = excluded.title, resource_name = coalesce(excluded.resource_name, resource_name),
      resource_arn = coalesce(excluded.resource_arn, resource_arn), last_seen = excluded.last_seen,
      resolved_at = NULL, pass = excluded.pass`);
  const describe = database.prepare(`
    UPDATE findings SET resource_name = coalesce(:name, resource_name),
      resource_arn = coalesce(:arn, resource_arn), tags = :tags
    WHERE account = :account AND resource_type = :type AND resource_id = :id
      AND (region IN (:region, 'global') OR :region = 'global')
      AND (tags IS NOT :tags OR coalesce(:name, resource_name) IS NOT resource_name
        OR coalesce(:arn, resource_arn) IS NOT resource_arn)`);
  const identify = database.prepare(`
    UPDATE findings SET rule_identifier = :identifier, severity = :severity
    WHERE rule = :rule AND source = 'config' AND (rule_identifier IS NOT :identifier OR severity <> :severity)`);
  const resolve = database.prepare(`
    UPDATE findings SET resolved_at = ?
    WHERE account = ? AND source = ? AND region = ? AND pass < ? AND resolved_at IS NULL`);
  const ofTeam = database.prepare(`
    SELECT findings.* FROM findings JOIN team_accounts USING (account)
    WHERE team = ? ORDER BY key`);
  const lastSeen = database.prepare('SELECT last_seen FROM findings WHERE key = ?');
  const allLastSeen = database.prepare(`
    SELECT key, last_seen FROM findings JOIN team_accounts USING (account) WHERE team = ?`);

  return {
    /**
     * `finding.firstSeen` counts only for a finding that was not known.
     * @param seenAt ISO 8601.
     */
    put(finding: Finding, pass: number, seenAt: string): boolean {
      const { resource } = finding;
      const seen = {
        key: finding.key,
        rule: finding.rule,
        identifier: finding.ruleIdentifier ?? null,
        severity: finding.severity,
        title: finding.title ?? null,
        name: resource.name ?? null,
        arn: resource.arn ?? null,
        seen: seenAt,
        pass,
      };
      if (seenAgain.run(seen).changes > 0) return false;
      const { source, account, region, firstSeen } = finding;
      upsert.run({ ...seen, source, account, region, firstSeen, type: resource.type, id: resource.id });
      return true;
    },
    /** Adds what Config knows of the resource. */
    describeResource({ account, region, type, id, name, arn, tags }: ResourceDetail): boolean {
      const sorted = JSON.stringify(tags, Object.keys(tags).sort());
      const detail = { account, region, type, id, name: name ?? null, arn: arn ?? null, tags: sorted };
      return describe.run(detail).changes > 0;
    },
    identifyRule(rule: string, identifier: string, severity: Severity): boolean {
      return identify.run({ rule, identifier, severity }).changes > 0;
    },
    /** What this place's complete reading did not show no longer fails. Returns how many. */
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
    /** When a finding was last seen to fail, ISO 8601; nothing for one that is not known. */
    lastSeen(key: string): string | undefined {
      return (lastSeen.get(key) as { last_seen: string } | undefined)?.last_seen;
    },
    /** As `lastSeen`, for all findings of the team, by key. */
    lastSeenOf(team: string): Map<string, string> {
      const rows = allLastSeen.all(team) as unknown as { key: string; last_seen: string }[];
      return new Map(rows.map((row) => [row.key, row.last_seen]));
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
    ...(row.rule_identifier !== null && { ruleIdentifier: row.rule_identifier }),
    ...(row.title !== null && { title: row.title }),
    ...(row.tags !== null && { tags: JSON.parse(row.tags) as Record<string, string> }),
    ...(row.resolved_at !== null && { resolvedAt: row.resolved_at }),
  };
}
