import type { FindingEvent } from '../../domain/events.ts';
import type { Finding } from '../../domain/findings/finding.ts';
import { mergeObservations } from '../../domain/findings/merge.ts';
import type { KeyedObservation } from '../../domain/findings/observe.ts';
import type { ResourceDetail } from '../../domain/resources/resource-detail.ts';
import type { FindingChange } from '../changes.ts';
import type { Tables } from './tables.ts';

type ChangeOf<Kind extends FindingChange['kind']> = Extract<FindingChange, { readonly kind: Kind }>;

/** Writes a change of findings. Returns the differences from the earlier state. */
export function applyFindings(tables: Tables, change: FindingChange): FindingEvent[] {
  const { observations, completeReads } = tables;
  switch (change.kind) {
    case 'observed':
      return change.observations.flatMap((observation) => observe(tables, observation, change.at));
    case 'observations-ended':
      return change.observations
        .filter((observation) => observations.end(observation, change.at))
        .flatMap(({ key }) => mergeAgain(tables, key));
    case 'read-completely': {
      completeReads.put(change, change.at);
      const events = endUnseen(tables, change);
      // If they are reported late, this reading is later.
      observations.forgetReplaced(change, change.at);
      return events;
    }
    case 'resources-described':
      return change.resources.flatMap((detail) => describe(tables, detail));
    case 'rule-identified':
      return identify(tables, change);
  }
}

/** Most findings have one observation: nothing is merged for them, because a whole region may be resolved in one change. */
function endUnseen(tables: Tables, read: ChangeOf<'read-completely'>): FindingEvent[] {
  const { findings, observations } = tables;
  const { at } = read;
  const keys = observations.endUnseen(read, at);
  if (keys.length === 0) return [];
  const alone = findings.endedAlone(read, at);
  return keys.flatMap((key): FindingEvent[] => {
    const before = alone.get(key);
    if (!before) return mergeAgain(tables, key);
    findings.resolve(key, at);
    return [{ type: 'finding-resolved', finding: { ...before, resolvedAt: at } }];
  });
}

/** Like `endUnseen`: a rule may have thousands of findings. */
function identify(tables: Tables, { rule, managed }: ChangeOf<'rule-identified'>): FindingEvent[] {
  const { findings, observations, teams } = tables;
  teams.putRule(rule, managed?.identifier);
  if (!managed) return [];
  const { identifier, severity } = managed;
  const keys = observations.grade(rule, identifier, severity);
  if (keys.length === 0) return [];
  const alone = findings.gradedAlone(rule, identifier, severity);
  return keys.flatMap((key): FindingEvent[] => {
    const before = alone.get(key);
    if (!before) return mergeAgain(tables, key);
    findings.grade(key, identifier, severity);
    const finding = { ...before, ruleIdentifier: identifier, severity };
    return [{ type: 'finding-changed', finding, before }];
  });
}

function observe(tables: Tables, observation: KeyedObservation, at: string): FindingEvent[] {
  const { observations, findings, completeReads } = tables;
  if (observations.seenAgain(observation, at)) return [];
  const before = findings.get(observation.key);
  const known = before && observations.of(observation.key).find((other) => isSame(other, observation));
  if (known ? at < (known.goneAt ?? known.seenAt) : completeReads.isAfter(observation, at)) return [];
  observations.put(observation, at);
  if (!before) return write(tables, before, opened(observation, at));
  const named = withNames(before, observation);
  return write(tables, before, before.resolvedAt === undefined ? named : { ...named, reopenedAt: at });
}

/** Merges a finding from its observations again, because these differ, and writes it. */
function mergeAgain(tables: Tables, key: string): FindingEvent[] {
  const before = tables.findings.get(key);
  return before ? write(tables, before, before) : [];
}

function write(tables: Tables, before: Finding | undefined, changed: Finding): FindingEvent[] {
  const { source, rule, ruleIdentifier, severity, title, resolvedAt, ...own } = changed;
  const finding: Finding = { ...own, ...mergeObservations(tables.observations.of(changed.key)) };
  if (before && isEqual(before, finding)) return [];
  tables.findings.put(finding);
  if (before === undefined) return [{ type: 'finding-opened', finding, isAgain: false }];
  const [wasOpen, isOpen] = [before.resolvedAt === undefined, finding.resolvedAt === undefined];
  if (wasOpen && !isOpen) return [{ type: 'finding-resolved', finding }];
  if (!wasOpen && isOpen) return [{ type: 'finding-opened', finding, isAgain: true }];
  return [{ type: 'finding-changed', finding, before }];
}

function describe({ findings }: Tables, detail: ResourceDetail): FindingEvent[] {
  return findings.describedOtherwise(detail).map((before) => {
    const finding = { ...withNames(before, { resource: detail }), tags: detail.tags };
    findings.put(finding);
    return { type: 'finding-changed', finding, before };
  });
}

function opened(observation: KeyedObservation, at: string): Finding {
  const { key, source, rule, severity, account, region, resource, observedAt } = observation;
  return { key, source, rule, severity, account, region, resource, firstSeen: observedAt ?? at };
}

/** Keeps names that are known if a source does not name the resource. */
function withNames(
  finding: Finding,
  { resource: { name, arn } }: Pick<KeyedObservation, 'resource'>,
): Finding {
  const { resource } = finding;
  return {
    ...finding,
    resource: { ...resource, ...(name !== undefined && { name }), ...(arn !== undefined && { arn }) },
  };
}

function isSame(
  one: Pick<KeyedObservation, 'source' | 'rule'>,
  other: Pick<KeyedObservation, 'source' | 'rule'>,
) {
  return one.source === other.source && one.rule === other.rule;
}

/** `tags` are not merged from observations. */
function isEqual(one: Finding, other: Finding): boolean {
  return (
    one.source === other.source &&
    one.rule === other.rule &&
    one.ruleIdentifier === other.ruleIdentifier &&
    one.severity === other.severity &&
    one.title === other.title &&
    one.resolvedAt === other.resolvedAt &&
    one.resource.name === other.resource.name &&
    one.resource.arn === other.resource.arn
  );
}
