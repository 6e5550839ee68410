import type { TemplatePlace } from '#protocol/links.ts';
import type { Text } from '../../../base/text.ts';
import type { Finding } from '../../findings/finding.ts';
import { causeOf } from '../../rules/catalogue.ts';
import type { Cause, OwnProperty, Referred, Referring } from '../../rules/cause.ts';
import type { TemplateFile, TemplateResource } from '../../templates/template.ts';
import { causeTexts } from './cause-texts.ts';
import { type References, referencesIn } from './references.ts';

/** What in a template causes or mends a finding, as the contract's `LinkCause` but in both languages. */
export interface PlacedCause {
  readonly text: Text;
  readonly property?: string;
  readonly place?: TemplatePlace;
  /** What else may be it, in the same template. */
  readonly others?: readonly OtherCause[];
}

export interface OtherCause {
  readonly text: Text;
  readonly property: string;
  readonly place: TemplatePlace;
}

/** A wildcard policy may be repeated a hundred times; nobody reads more than this. */
const mostOthers = 5;

/** What one place of the catalogue comes to in this template. */
interface Seen {
  readonly suspects: readonly OtherCause[];
  /** As it should be already. */
  readonly right?: OtherCause;
  /** The sentence that it is missing. */
  readonly lacking?: Text;
}

/** Finds what is named as a cause in the template that declares the resource: the first that is there is the main one. */
export function placeCause(
  file: TemplateFile,
  resource: TemplateResource,
  cause: Cause,
  references = referencesIn(file),
): PlacedCause {
  if (cause.nothing) return { text: cause.nothing };
  const seen = cause.places.map((place) => seenOf(place, { file, resource, references }));
  const [first, ...others] = seen.flatMap(({ suspects }) => suspects);
  if (first) {
    const main = seen.findIndex(({ suspects }) => suspects.includes(first));
    const before = seen.slice(0, main).flatMap(({ lacking }) => lacking ?? []);
    return {
      ...first,
      text: causeTexts.together([...before, first.text]),
      ...(others.length > 0 && { others: others.slice(0, mostOthers) }),
    };
  }
  const lacking = seen.flatMap(({ lacking }) => lacking ?? []);
  const right = seen.find((each) => each.right)?.right;
  if (right && lacking.length === 0) return right;
  const property = propertyFor(cause, resource);
  return {
    text: lacking.length > 0 ? causeTexts.together(lacking) : causeTexts.elsewhere(resource),
    ...(property !== undefined && { property }),
  };
}

/** Adds to each link what causes or mends its finding: at the declaration it leads to, else that nothing in any template does. */
export function withCauses<Link extends { readonly place?: TemplatePlace }>(
  links: ReadonlyMap<string, Link>,
  findings: readonly Finding[],
  files: ReadonlyMap<string, TemplateFile>,
): Map<string, Link & { readonly cause?: PlacedCause }> {
  const declarations = declarationsIn(files);
  const caused = new Map<string, Link & { readonly cause?: PlacedCause }>(links);
  for (const finding of findings) {
    const link = links.get(finding.key);
    const cause = link && causeOf(finding);
    if (!cause) continue;
    const declared = link.place && declarations(link.place);
    if (declared)
      caused.set(finding.key, {
        ...link,
        cause: placeCause(declared.file, declared.resource, cause, declared.references),
      });
    else if (cause.nothing) caused.set(finding.key, { ...link, cause: { text: cause.nothing } });
  }
  return caused;
}

function declarationsIn(files: ReadonlyMap<string, TemplateFile>) {
  const known = new Map<string, { places: Map<string, TemplateResource>; references: References }>();
  return ({ file: path, line, column, logicalId }: TemplatePlace): Declared | undefined => {
    const file = files.get(path);
    if (!file) return undefined;
    let of = known.get(path);
    if (!of) {
      // By place: an id may be declared twice.
      const all = [...(file.loops ?? []), ...file.resources];
      const places = new Map(
        all.map((resource) => [placeKey(resource.line, resource.column, resource.id), resource]),
      );
      of = { places, references: referencesIn(file) };
      known.set(path, of);
    }
    const resource = of.places.get(placeKey(line, column, logicalId));
    return resource && { file, resource, references: of.references };
  };
}

function placeKey(line: number, column: number, logicalId: string): string {
  return `${line} ${column} ${logicalId}`;
}

/** A resource in its template. */
interface Declared {
  readonly file: TemplateFile;
  readonly resource: TemplateResource;
  readonly references: References;
}

function seenOf(place: Cause['places'][number], declared: Declared): Seen {
  switch (place.kind) {
    case 'own':
      return ownProperty(place, declared);
    case 'referring':
      return referringTo(place, declared);
    case 'referred':
      return referredFrom(place, declared);
  }
}

function ownProperty(own: OwnProperty, { file, resource }: Declared): Seen {
  if (!own.of.includes(resource.type ?? '')) return { suspects: [] };
  const { property, right } = own;
  if (!(property in resource.properties)) {
    return { suspects: [], ...(own.absent && { lacking: causeTexts.absent(property, own.absent) }) };
  }
  const place = placeIn(file, resource, property);
  const literal = resource.literals[property];
  if (right === 'set' || (literal !== undefined && right?.some((value) => isAlike(value, literal)))) {
    return { suspects: [], right: { property, place, text: causeTexts.right(property, literal) } };
  }
  return { suspects: [{ property, place, text: causeTexts.set(property, literal, own.look) }] };
}

function referringTo(from: Referring, { file, resource, references }: Declared): Seen {
  const { type, by, property, says } = from;
  const using = new Set(by.flatMap((property) => references.to(resource, type, property)));
  const suspects = [...using].filter((other) => from.suspect?.(other) ?? true).slice(0, 1 + mostOthers);
  if (suspects.length === 0) return { suspects: [], ...(from.missing && { lacking: from.missing }) };
  return {
    suspects: suspects.map((other) => ({
      property,
      place: placeIn(file, other, property),
      text: causeTexts.other(other, says),
    })),
  };
}

function referredFrom(to: Referred, { file, resource, references }: Declared): Seen {
  const { by, type, property, says } = to;
  if (!(by in resource.properties)) return { suspects: [] };
  const other = references.from(resource, by);
  if (!other) {
    return {
      suspects: [{ property: by, place: placeIn(file, resource, by), text: causeTexts.named(by, says) }],
    };
  }
  if (other.type !== type || to.suspect?.(other) === false) return { suspects: [] };
  return {
    suspects: [{ property, place: placeIn(file, other, property), text: causeTexts.other(other, says) }],
  };
}

/** The key of a property; of the whole resource where it does not set that. */
export function placeIn(file: TemplateFile, resource: TemplateResource, property?: string): TemplatePlace {
  const key = [resource.line, resource.column, resource.keyEndColumn] as const;
  const range = property !== undefined && Object.hasOwn(resource.properties, property);
  const [line, column, endColumn] = (range && resource.properties[property]) || key;
  return { file: file.path, line, column, endColumn, logicalId: resource.id };
}

/** What is to be set where nothing is: on the resource itself, if it has such a property. */
function propertyFor({ places }: Cause, { type }: TemplateResource): string | undefined {
  return places.find((place) => place.kind === 'own' && place.of.includes(type ?? ''))?.property;
}

/** YAML writes `true` as `True`, too. */
function isAlike(value: string, literal: string): boolean {
  return value.toLowerCase() === literal.toLowerCase();
}
