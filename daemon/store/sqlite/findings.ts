import type { Severity, Source } from '#protocol/findings.ts';
import { createSharedTexts } from '../../base/shared-texts.ts';
import type { Finding } from '../../domain/findings/finding.ts';
import type { ResourceDetail } from '../../domain/resources/resource-detail.ts';
import type { Database } from './database.ts';
import type { Read } from './observations.ts';

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
  reopened_at: string | null;
}

/** Findings, each merged from its observations, and what AWS Config says of their resources. */
export function findingsTable(database: Database) {
  const put = database.prepare(`
    INSERT INTO findings (key, source, rule, rule_identifier, severity, title, account, region,
      resource_type, resource_id, resource_name, resource_arn, tags, first_seen, resolved_at, reopened_at)
    VALUES (:key, :source, :rule, :identifier, :severity, :title, :account, :region,
      :type, :id, :name, :arn, :tags, :firstSeen, :resolvedAt, :reopenedAt)
    ON CONFLICT DO UPDATE SET source = excluded.source, rule = excluded.rule,
      rule_identifier = excluded.rule_identifier, severity = excluded.severity, title = excluded.title,
      resource_name = excluded.resource_name, resource_arn = excluded.resource_arn, tags = excluded.tags,
      resolved_at = excluded.resolved_at, reopened_at = excluded.reopened_at`);
  const get = database.prepare('SELECT * FROM findings WHERE key = ?');
  // From the observations of a region or a rule to their findings, never the reverse: hence CROSS JOIN.
  const alone = `SELECT findings.* FROM observations AS one CROSS JOIN findings ON key = one.finding
    AND findings.source = one.source AND findings.rule = one.rule AND findings.title IS one.title
    AND NOT EXISTS (SELECT 1 FROM observations AS other
      WHERE other.finding = one.finding AND (other.source <> one.source OR other.rule <> one.rule))`;
  const endedAlone = database.prepare(`${alone}
    WHERE one.account = ? AND one.source = ? AND one.region = ? AND one.gone_at = ? AND resolved_at IS NULL
      AND findings.rule_identifier IS one.rule_identifier AND findings.severity = one.severity`);
  const resolve = database.prepare('UPDATE findings SET resolved_at = ? WHERE key = ?');
  const gradedAlone = database.prepare(`${alone}
    WHERE one.rule = :rule AND one.source = 'config' AND resolved_at IS one.gone_at
      AND (findings.rule_identifier IS NOT :identifier OR findings.severity <> :severity)`);
  const grade = database.prepare('UPDATE findings SET rule_identifier = ?, severity = ? WHERE key = ?');
  const described = database.prepare(`
    SELECT * FROM findings
    WHERE account = :account AND resource_type = :type AND resource_id = :id
      AND (region IN (:region, 'global') OR :region = 'global')
      AND (tags IS NOT :tags OR coalesce(:name, resource_name) IS NOT resource_name
        OR coalesce(:arn, resource_arn) IS NOT resource_arn)`);
  const ofTeam = database.prepare(`
    SELECT findings.* FROM findings JOIN team_accounts USING (account)
    WHERE team = ? ORDER BY key`);

  return {
    put(finding: Finding): void {
      const { key, source, rule, severity, account, region, firstSeen, resource } = finding;
      put.run({
        ...{ key, source, rule, severity, account, region, firstSeen },
        ...{ type: resource.type, id: resource.id, name: resource.name ?? null, arn: resource.arn ?? null },
        identifier: finding.ruleIdentifier ?? null,
        title: finding.title ?? null,
        tags: finding.tags ? textOf(finding.tags) : null,
        resolvedAt: finding.resolvedAt ?? null,
        reopenedAt: finding.reopenedAt ?? null,
      });
    },
    get(key: string): Finding | undefined {
      const row = get.get(key) as Row | undefined;
      return row && fromRow(row);
    },
    /** Returns the open findings whose only observation ended there at this time, by key. Nothing else of them differs from it. */
    endedAlone({ account, source, region }: Read, at: string): Map<string, Finding> {
      return byKey(endedAlone.all(account, source, region, at));
    },
    resolve(key: string, at: string): void {
      resolve.run(at, key);
    },
    /** Returns the findings that differ from their only observation, which is of this Config rule, in identifier or severity, by key. */
    gradedAlone(rule: string, identifier: string, severity: Severity): Map<string, Finding> {
      return byKey(gradedAlone.all({ rule, identifier, severity }));
    },
    grade(key: string, identifier: string, severity: Severity): void {
      grade.run(identifier, severity, key);
    },
    /** Returns the findings of this resource whose name, ARN or tags differ. A global resource is in every region. */
    describedOtherwise({ account, region, type, id, name, arn, tags }: ResourceDetail): Finding[] {
      const detail = { account, region, type, id, name: name ?? null, arn: arn ?? null, tags: textOf(tags) };
      return (described.all(detail) as unknown as Row[]).map(fromRow);
    },
    ofTeam(team: string): Finding[] {
      const shared = createSharedTexts();
      return (ofTeam.all(team) as unknown as Row[]).map((row) => shared.in(fromRow(row)));
    },
  };
}

function textOf(tags: Readonly<Record<string, string>>): string {
  return JSON.stringify(tags, Object.keys(tags).sort());
}

function byKey(rows: unknown[]): Map<string, Finding> {
  return new Map((rows as Row[]).map((row) => [row.key, fromRow(row)]));
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
    ...(row.reopened_at !== null && { reopenedAt: row.reopened_at }),
  };
}
