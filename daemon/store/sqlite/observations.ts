import type { Severity, Source } from '#protocol/findings.ts';
import type { StoredObservation } from '../../domain/findings/merge.ts';
import type { KeyedObservation } from '../../domain/findings/observe.ts';
import type { Database } from './database.ts';

interface Row {
  source: Source;
  rule: string;
  rule_identifier: string | null;
  severity: Severity;
  title: string | null;
  annotation: string | null;
  first_seen: string;
  seen_at: string;
  gone_at: string | null;
}

/** A source in a finding's account and region: `global` for resources that exist once in an account. */
export interface Read {
  readonly account: string;
  readonly source: Source;
  readonly region: string;
}

/** The observations of findings, and which sources were read completely. */
export function observationsTable(database: Database) {
  const again = database.prepare(`
    UPDATE observations SET seen_at = :at
    WHERE finding = :key AND source = :source AND rule = :rule AND gone_at IS NULL AND seen_at <= :at
      AND severity = :severity AND title IS :title AND annotation IS :annotation
      AND (:identifier IS NULL OR rule_identifier = :identifier)
      AND EXISTS (SELECT 1 FROM findings WHERE key = :key
        AND (:name IS NULL OR resource_name = :name) AND (:arn IS NULL OR resource_arn = :arn))`);
  const put = database.prepare(`
    INSERT INTO observations (finding, source, rule, rule_identifier, severity, title, annotation, account, region,
      first_seen, seen_at)
    VALUES (:key, :source, :rule, :identifier, :severity, :title, :annotation, :account, :region, :firstSeen, :at)
    ON CONFLICT DO UPDATE SET rule_identifier = coalesce(excluded.rule_identifier, rule_identifier),
      severity = excluded.severity, title = excluded.title, annotation = excluded.annotation,
      seen_at = excluded.seen_at, gone_at = NULL`);
  const of = database.prepare('SELECT * FROM observations WHERE finding = ? ORDER BY source, rule');
  const end = database.prepare(`
    UPDATE observations SET gone_at = :at
    WHERE finding = :key AND source = :source AND rule = :rule AND gone_at IS NULL AND seen_at <= :at`);
  const unseen = database.prepare(`
    SELECT DISTINCT finding FROM observations
    WHERE account = ? AND source = ? AND region = ? AND gone_at IS NULL AND seen_at < ?`);
  const endUnseen = database.prepare(`
    UPDATE observations SET gone_at = ?
    WHERE account = ? AND source = ? AND region = ? AND gone_at IS NULL AND seen_at < ?`);
  // The other one has the identifier, too: a finding does not lose it.
  const forgetReplaced = database.prepare(`
    DELETE FROM observations
    WHERE account = ? AND source = ? AND region = ? AND gone_at < ? AND EXISTS (
      SELECT 1 FROM observations AS other WHERE other.finding = observations.finding AND other.gone_at IS NULL
        AND (observations.rule_identifier IS NULL OR other.rule_identifier = observations.rule_identifier))`);
  const graded = database.prepare(`
    SELECT DISTINCT finding FROM observations
    WHERE rule = :rule AND source = 'config' AND (rule_identifier IS NOT :identifier OR severity <> :severity)`);
  const grade = database.prepare(`
    UPDATE observations SET rule_identifier = :identifier, severity = :severity
    WHERE rule = :rule AND source = 'config'`);
  const lastSeen = database.prepare('SELECT max(seen_at) AS seen_at FROM observations WHERE finding = ?');
  const allLastSeen = database.prepare(`
    SELECT finding, max(seen_at) AS seen_at FROM observations JOIN team_accounts USING (account)
    WHERE team = ? GROUP BY finding`);
  const keys = (rows: unknown[]) => (rows as { finding: string }[]).map(({ finding }) => finding);

  return {
    /**
     * Returns whether only the time of the observation is new: then nothing else has to be done. That is so for most
     * observations of a sync run.
     */
    seenAgain(observation: KeyedObservation, at: string): boolean {
      const { name = null, arn = null } = observation.resource;
      return again.run({ ...valuesOf(observation), name, arn, at }).changes > 0;
    },
    put(observation: KeyedObservation, at: string): void {
      const { account, region, observedAt } = observation;
      put.run({ ...valuesOf(observation), account, region, at, firstSeen: observedAt ?? at });
    },
    /** Returns whether the observation ends: it is known and was not seen later. */
    end(observation: Pick<KeyedObservation, 'key' | 'source' | 'rule'>, at: string): boolean {
      const { key, source, rule } = observation;
      return end.run({ key, source, rule, at }).changes > 0;
    },
    of(key: string): StoredObservation[] {
      return (of.all(key) as unknown as Row[]).map(fromRow);
    },
    /** Ends observations that were not seen there since then. Returns the keys of their findings. */
    endUnseen({ account, source, region }: Read, since: string): string[] {
      const ended = keys(unseen.all(account, source, region, since));
      if (ended.length > 0) endUnseen.run(since, account, source, region, since);
      return ended;
    },
    /**
     * Forgets observations that ended there before this time, if their finding has another that is open. Each new deployment of a
     * conformance pack renames its rules, and each name has an observation.
     */
    forgetReplaced({ account, source, region }: Read, at: string): void {
      forgetReplaced.run(account, source, region, at);
    },
    /** Returns the keys of the findings whose observations differ. */
    grade(rule: string, identifier: string, severity: Severity): string[] {
      const found = keys(graded.all({ rule, identifier, severity }));
      if (found.length > 0) grade.run({ rule, identifier, severity });
      return found;
    },
    lastSeen(key: string): string | undefined {
      return (lastSeen.get(key) as { seen_at: string | null } | undefined)?.seen_at ?? undefined;
    },
    lastSeenOf(team: string): Map<string, string> {
      const rows = allLastSeen.all(team) as unknown as { finding: string; seen_at: string }[];
      return new Map(rows.map((row) => [row.finding, row.seen_at]));
    },
  };
}

function valuesOf(observation: KeyedObservation) {
  const { key, source, rule, severity } = observation;
  return {
    key,
    source,
    rule,
    severity,
    identifier: observation.ruleIdentifier ?? null,
    title: observation.title ?? null,
    annotation: observation.annotation ?? null,
  };
}

function fromRow(row: Row): StoredObservation {
  return {
    source: row.source,
    rule: row.rule,
    severity: row.severity,
    firstSeen: row.first_seen,
    seenAt: row.seen_at,
    ...(row.rule_identifier !== null && { ruleIdentifier: row.rule_identifier }),
    ...(row.title !== null && { title: row.title }),
    ...(row.annotation !== null && { annotation: row.annotation }),
    ...(row.gone_at !== null && { goneAt: row.gone_at }),
  };
}
