import type { TemplatePlace } from '#protocol/links.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Cause, OwnProperty, Referred, Referring } from '../../rules/cause.ts';
import { causeOf } from '../../rules/cause-of.ts';
import type { TemplateFile, TemplateResource } from '../../templates/template.ts';
import { type CauseReason, cutValue } from './cause-reason.ts';
import { type References, referencesIn } from './references.ts';

/** The cause of a finding in a template; the contract's `LinkCause` without sentences. */
export interface PlacedCause {
  /** One sentence each, in this order. */
  readonly reasons: readonly CauseReason[];
  readonly property?: string;
  readonly place?: TemplatePlace;
  /** Other possible causes in the same template. */
  readonly others?: readonly OtherCause[];
}

/** Another possible cause in the same template. */
export interface OtherCause {
  readonly reason: CauseReason;
  readonly property: string;
  readonly place: TemplatePlace;
}

/** A wildcard policy may be repeated a hundred times; users do not read more. */
const maxOthers = 5;

/** The result for one place of the catalogue in this template. */
interface Examined {
  readonly suspects: readonly OtherCause[];
  /** The property, if its value is right. */
  readonly right?: OtherCause;
  /** Says that the property or resource is missing, if that is a cause. */
  readonly missing?: CauseReason;
}

/**
 * Finds the causes that the catalogue names in the template of the resource. The first one that is present is
 * the main cause.
 */
export function placeCause(
  file: TemplateFile,
  resource: TemplateResource,
  cause: Cause,
  references = referencesIn(file),
): PlacedCause {
  if (cause.nothing) return { reasons: [{ kind: 'rule', text: cause.nothing }] };
  const examined = cause.places.map((place) => examine(place, { file, resource, references }));
  const [first, ...others] = examined.flatMap(({ suspects }) => suspects);
  if (first) {
    const main = examined.findIndex(({ suspects }) => suspects.includes(first));
    const before = examined.slice(0, main).flatMap(({ missing }) => missing ?? []);
    return {
      reasons: [...before, first.reason],
      property: first.property,
      place: first.place,
      ...(others.length > 0 && { others: others.slice(0, maxOthers) }),
    };
  }
  const missing = examined.flatMap((each) => each.missing ?? []);
  const right = examined.find((each) => each.right)?.right;
  if (right && missing.length === 0) {
    return { reasons: [right.reason], property: right.property, place: right.place };
  }
  const property = propertyToSet(cause, resource);
  const { id: logicalId, type } = resource;
  return {
    reasons: missing.length > 0 ? missing : [{ kind: 'unknown', logicalId, type }],
    ...(property !== undefined && { property }),
  };
}

/**
 * Adds to each link the cause of its finding: a place in the linked template, or else that no template can
 * fix it.
 */
export function withCauses<Link extends { readonly place?: TemplatePlace }>(
  links: ReadonlyMap<string, Link>,
  findings: readonly Finding[],
  files: ReadonlyMap<string, TemplateFile>,
): Map<string, Link & { readonly cause?: PlacedCause }> {
  const resourceAt = createResourceLookup(files);
  const withCause = new Map<string, Link & { readonly cause?: PlacedCause }>(links);
  for (const finding of findings) {
    const link = links.get(finding.key);
    const cause = link && causeOf(finding);
    if (!cause) continue;
    const found = link.place && resourceAt(link.place);
    if (found) {
      const { file, resource, references } = found;
      withCause.set(finding.key, { ...link, cause: placeCause(file, resource, cause, references) });
    } else if (cause.nothing) {
      const reasons: readonly CauseReason[] = [{ kind: 'rule', text: cause.nothing }];
      withCause.set(finding.key, { ...link, cause: { reasons } });
    }
  }
  return withCause;
}

/** A resource in its template. */
interface ResourceInFile {
  readonly file: TemplateFile;
  readonly resource: TemplateResource;
  readonly references: References;
}

function createResourceLookup(files: ReadonlyMap<string, TemplateFile>) {
  const known = new Map<string, { byPlace: Map<string, TemplateResource>; references: References }>();
  return ({ file: path, line, column, logicalId }: TemplatePlace): ResourceInFile | undefined => {
    const file = files.get(path);
    if (!file) return undefined;
    let inFile = known.get(path);
    if (!inFile) {
      // Grouped by place, because an id may be declared twice.
      const all = [...(file.loops ?? []), ...file.resources];
      const byPlace = new Map(all.map((each) => [placeKey(each.line, each.column, each.id), each]));
      inFile = { byPlace, references: referencesIn(file) };
      known.set(path, inFile);
    }
    const resource = inFile.byPlace.get(placeKey(line, column, logicalId));
    return resource && { file, resource, references: inFile.references };
  };
}

function placeKey(line: number, column: number, logicalId: string): string {
  return `${line} ${column} ${logicalId}`;
}

function examine(place: Cause['places'][number], found: ResourceInFile): Examined {
  switch (place.kind) {
    case 'own':
      return examineOwn(place, found);
    case 'referring':
      return examineReferring(place, found);
    case 'referred':
      return examineReferred(place, found);
  }
}

function examineOwn(own: OwnProperty, { file, resource }: ResourceInFile): Examined {
  if (!own.of.includes(resource.type ?? '')) return { suspects: [] };
  const { property, right, look: requirement, absent: effect } = own;
  if (!(property in resource.properties)) {
    return { suspects: [], ...(effect && { missing: { kind: 'not-set', property, effect } }) };
  }
  const place = placeIn(file, resource, property);
  const literal = resource.literals[property];
  const value = literal === undefined ? {} : { value: cutValue(literal) };
  if (right === 'set' || (literal !== undefined && right?.some((each) => isSameValue(each, literal)))) {
    return {
      suspects: [],
      right: { property, place, reason: { kind: 'right-already', property, ...value } },
    };
  }
  const reason: CauseReason = { kind: 'set', property, ...value, ...(requirement && { requirement }) };
  return { suspects: [{ property, place, reason }] };
}

function examineReferring(from: Referring, { file, resource, references }: ResourceInFile): Examined {
  const { type, by, property, says } = from;
  const using = new Set(by.flatMap((each) => references.to(resource, type, each)));
  const suspects = [...using].filter((other) => from.suspect?.(other) ?? true).slice(0, 1 + maxOthers);
  if (suspects.length === 0) {
    const isMissing = from.missing && !by.some((each) => references.isUnclear(type, each));
    return { suspects: [], ...(isMissing && { missing: { kind: 'rule', text: from.missing } }) };
  }
  return {
    suspects: suspects.map((other) => ({
      property,
      place: placeIn(file, other, property),
      reason: { kind: 'other-resource', logicalId: other.id, type: other.type, effect: says },
    })),
  };
}

function examineReferred(to: Referred, { file, resource, references }: ResourceInFile): Examined {
  const { by, type, property, says: effect } = to;
  if (!(by in resource.properties)) return { suspects: [] };
  const other = references.from(resource, by);
  if (!other) {
    const reason: CauseReason = { kind: 'named-resource', property: by, effect };
    return { suspects: [{ property: by, place: placeIn(file, resource, by), reason }] };
  }
  if (other.type !== type || to.suspect?.(other) === false) return { suspects: [] };
  const reason: CauseReason = { kind: 'other-resource', logicalId: other.id, type: other.type, effect };
  return { suspects: [{ property, place: placeIn(file, other, property), reason }] };
}

/** Returns the place of a property's key, or of the resource's key if the resource does not set the property. */
export function placeIn(file: TemplateFile, resource: TemplateResource, property?: string): TemplatePlace {
  const key = [resource.line, resource.column, resource.keyEndColumn] as const;
  const range = property !== undefined && Object.hasOwn(resource.properties, property);
  const [line, column, endColumn] = (range && resource.properties[property]) || key;
  return { file: file.path, line, column, endColumn, logicalId: resource.id };
}

/** Returns the property of the resource that the user can set, if its type has one. */
function propertyToSet({ places }: Cause, { type }: TemplateResource): string | undefined {
  return places.find((place) => place.kind === 'own' && place.of.includes(type ?? ''))?.property;
}

/** The other words that YAML 1.1 has for a boolean, which CloudFormation reads. */
const booleanWords: Readonly<Record<string, readonly string[]>> = {
  true: ['yes', 'on', 'y'],
  false: ['no', 'off', 'n'],
};

/** Ignores case: YAML may contain `True`. */
function isSameValue(value: string, literal: string): boolean {
  const [wanted, written] = [value.toLowerCase(), literal.toLowerCase()];
  return wanted === written || (booleanWords[wanted]?.includes(written) ?? false);
}
