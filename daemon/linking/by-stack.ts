import type { Finding } from '../findings/finding.ts';
import type { Deployment } from '../templates/deployment.ts';
import type { Shared } from './agreement.ts';
import { shortPath, withoutCopies } from './copies.ts';
import { declarationsOf, type Found, naming } from './declared.ts';
import { evidence } from './evidence.ts';
import type { FindingLink } from './finding-link.ts';
import type { Origin } from './origins.ts';
import { byRest, candidates } from './places.ts';
import type { Membership, Stack } from './stacks.ts';
import { type Declaration, placeOf, type TemplateIndex } from './template-index.ts';

/** What every link through a stack is made with. */
export interface StackContext {
  readonly index: TemplateIndex;
  readonly originsOf: (stack: Stack) => readonly Origin[];
  readonly templateHashes: ReadonlyMap<string, string>;
  readonly shared: Shared;
}

/** Shares of a stack's resources that a template accounts for: less than this is no place to send a person to. */
const mostOfAStack = 0.8;
/** Share of a template's resources that the stack has: a template that declares far more is another's. */
const halfOfATemplate = 0.5;
/** A stack of less resources than this looks like many others. */
const fewestToTell = 3;
/** Statements that name the template itself; others are typed by hand and may be out of date. */
const proofs: ReadonlySet<Origin['by']> = new Set(['mapping', 'cdk', 'text']);
/** What is deployed as it is written: SAM and serverless rewrite a template before. */
const verbatim: ReadonlySet<Origin['by']> = new Set(['git-sync', 'command']);

/** Where the stack's template declares the finding's resource. `none` says why not. */
export function linkThroughStack(finding: Finding, member: Membership, context: StackContext): FindingLink {
  const { index, originsOf } = context;
  const declared = declarationsOf(finding, member, index);
  const possible = declared.filter((found) => naming(found, finding, member.stack.name) !== 'another');
  const origins = originsOf(member.stack);
  if (origins.length > 0) return byOrigin(finding, member, origins, possible, declared, context);
  if (possible.length === 0) return undeclared(finding, member, declared, index);
  return byLikeness(finding, member, possible, declared.length - possible.length, context);
}

/** The workspace says which template it is: nothing else counts. */
function byOrigin(
  finding: Finding,
  member: Membership,
  origins: readonly Origin[],
  possible: readonly Found[],
  declared: readonly Found[],
  context: StackContext,
): FindingLink {
  const { index, shared } = context;
  const originOf = new Map(origins.map((origin) => [origin.template.path, origin]));
  const isOrigin = ({ declaration }: Found) => originOf.has(declaration.file.path);
  const here = withoutCopies(possible.filter(isOrigin), ({ declaration }) => declaration, index);
  const [first] = here;
  if (!first) {
    const [origin] = origins;
    if (!origin || declared.some(isOrigin)) return undeclared(finding, member, declared, index);
    return {
      confidence: 'none',
      evidence: evidence.notInOrigin(member, origin, (file) => shortPath(file, index)),
    };
  }
  const { best } = sharingMost(here, ({ declaration }) => shared(declaration, member.stack));
  const [only, another] = best;
  if (!only || another) {
    const places = best.map(({ declaration }) => declaration).sort(byRest);
    return candidates(places, evidence.alike(member, places.length));
  }
  const origin = originOf.get(only.declaration.file.path) ?? (origins[0] as Origin);
  const named = naming(only, finding, member.stack.name) === 'same';
  const sure = here.length === 1 && (named || isSure(origin, only.declaration, member, context));
  const elsewhere =
    origin.by === 'text' && !origin.within && statedAsAnother(only.declaration, member.stack, index);
  return {
    confidence: sure && !elsewhere && member.from !== 'name' ? 'certain' : 'probable',
    ...placed(only, member, index),
    evidence: evidence.byOrigin(member, only, origin, (file) => shortPath(file, index)),
  };
}

/** A proof is enough; a statement must agree with what the stack holds and with the text it was deployed from. */
function isSure(
  origin: Origin,
  { file, slot, resource }: Declaration,
  { stack }: Membership,
  context: StackContext,
): boolean {
  if (proofs.has(origin.by)) return true;
  const { templateHashes, shared } = context;
  const deployed = templateHashes.get(stack.id ?? '');
  const differs = deployed !== undefined && file.hash !== undefined && deployed !== file.hash;
  if (differs && verbatim.has(origin.by) && !origin.within) return false;
  const agreeing = shared({ file, slot, resource }, stack);
  return stack.listed && agreeing >= stack.members.length * mostOfAStack;
}

/** Nobody says which template it is: the one that has most of the stack, where that is enough to tell. */
function byLikeness(
  finding: Finding,
  member: Membership,
  possible: readonly Found[],
  namedOtherwise: number,
  context: StackContext,
): FindingLink {
  const { index, shared } = context;
  const { stack } = member;
  const namedSo = possible.filter((found) => naming(found, finding, stack.name) === 'same');
  const named = namedSo.length > 0;
  const standing = named ? namedSo : possible;
  const { best: equal, most } = sharingMost(standing, ({ declaration }) => shared(declaration, stack));
  const best = withoutCopies(equal, ({ declaration }) => declaration, index);
  const [only, another] = best;
  const agreement = { shared: most, of: stack.members.length };
  const mostFirst = (a: Declaration, b: Declaration) => shared(b, stack) - shared(a, stack) || byRest(a, b);
  const all = standing.map(({ declaration }) => declaration).sort(mostFirst);
  if (!only) return undeclared(finding, member, [], index);
  if (another) {
    const alike = best.map(({ declaration }) => declaration).sort(byRest);
    return candidates(alike, evidence.alike(member, alike.length));
  }
  const elsewhere = statedAsAnother(only.declaration, stack, index);
  if (named && !elsewhere) {
    const grounds = { named, others: standing.length - 1, namedOtherwise };
    return {
      confidence: 'certain',
      ...placed(only, member, index),
      evidence: evidence.throughStack(member, agreement, grounds, only),
    };
  }
  const enough =
    agreement.of >= fewestToTell &&
    most >= agreement.of * mostOfAStack &&
    most >= only.declaration.file.resources.length * halfOfATemplate;
  if (elsewhere)
    return candidates(
      all,
      evidence.statedAsAnother(member, elsewhere, (file) => shortPath(file, index)),
    );
  if (!enough) {
    const lacking = most < agreement.of * mostOfAStack;
    const why = lacking ? evidence.barelyAlike(member, agreement) : evidence.littleKnown(member, all.length);
    return candidates(all, why);
  }
  const grounds = { named, others: standing.length - 1, namedOtherwise };
  return {
    confidence: 'probable',
    ...placed(only, member, index),
    evidence: evidence.throughStack(member, agreement, grounds, only),
  };
}

/** A statement that this template is deployed as some other stack, where every statement about it says so. */
function statedAsAnother({ file }: Declaration, stack: Stack, index: TemplateIndex): Deployment | undefined {
  const all = index.deployments.to(file.path);
  const here = index.deployments.of(stack);
  const mayBeThis = (deployment: Deployment) => deployment.stack === undefined || here.includes(deployment);
  return all.some(mayBeThis) ? undefined : all[0];
}

function placed({ declaration }: Found, { logicalId }: Membership, index: TemplateIndex) {
  const construct = index.deployments.constructOf(declaration.file.path, logicalId);
  const source = construct && { file: construct.file, line: construct.line, column: construct.column };
  return { place: placeOf(declaration), ...(source && { source }) };
}

function sharingMost(found: readonly Found[], shared: (found: Found) => number) {
  let most = 0;
  let best: Found[] = [];
  for (const each of found) {
    const count = shared(each);
    if (count > most) [most, best] = [count, [each]];
    else if (count === most) best.push(each);
  }
  return { most, best };
}

function undeclared(
  { resource }: Finding,
  member: Membership,
  declared: readonly Found[],
  index: TemplateIndex,
): FindingLink {
  if (declared.length > 0) return { confidence: 'none', evidence: evidence.namedOtherwise(member) };
  const types = index.typesOf(member.logicalId);
  return {
    confidence: 'none',
    evidence:
      types.length > 0 ? evidence.otherType(member, resource.type, types) : evidence.undeclared(member),
  };
}
