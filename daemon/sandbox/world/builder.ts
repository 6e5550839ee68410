import type { Severity } from '#protocol/findings.ts';
import type { Text } from '../../base/text.ts';
import type { Observation } from '../../domain/findings/finding.ts';
import { declaredAs } from '../../domain/resources/declared-types.ts';
import { isRecordedInEveryRegion } from '../../domain/resources/global.ts';
import { comparableId, isNameUnique } from '../../domain/resources/names.ts';
import { accountType } from '../../domain/resources/types/account.ts';
import { severityOf } from '../../domain/rules/find-rule.ts';
import type { Account, Evaluation, GuardDutyFinding, Stack, WorldResource } from '../model.ts';
import { hasName, isTagged, makeIdentity } from './made-types.ts';
import { generatedName, nameOnItsOwn } from './names.ts';
import type { Member } from './organization.ts';
import { alphabets, type Random } from './random.ts';
import type { NameOfRule } from './rule-names.ts';
import { ruleOf, rulesFor } from './rules.ts';
import type { ThreatKind } from './threats.ts';

/** The outcome of a finding. `intended`: it still fails, and the team accepts that. */
export type Fate = 'todo' | 'review' | 'intended' | 'resolved';

/** A finding as the ticket bot saw it. */
export interface FoundFinding {
  readonly member: Member;
  readonly account: Account;
  readonly observation: Observation;
  readonly severity: Severity;
  readonly fate: Fate;
  /** The sentence of the ticket, with the resource. */
  readonly says: Text;
  readonly foundAt: Date;
  /** When its ticket last moved, or `foundAt` if it never moved. */
  readonly movedAt: Date;
}

/** The account of a team and the region in which resources are made. */
export interface Site {
  readonly member: Member;
  readonly account: Account;
  readonly region: string;
}

/** A stack that resources can still join. */
export interface OpenStack extends Stack {
  readonly resources: { readonly logicalId: string; readonly physicalId: string; readonly type: string }[];
}

export interface MadeResource extends WorldResource {
  readonly evaluations: Evaluation[];
  readonly site: Site;
  /** Managed rules and GuardDuty types that have a ticket for this resource. */
  readonly ticketed: Set<string>;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Collects the parts of a world and keeps them consistent. */
export class WorldBuilder {
  readonly resources: MadeResource[] = [];
  readonly stacks: OpenStack[] = [];
  readonly threats: GuardDutyFinding[] = [];
  readonly findings: FoundFinding[] = [];
  readonly #random: Random;
  readonly #now: number;
  readonly #home: string;
  readonly #nameOf: (member: Member) => NameOfRule;
  readonly #byPlace = new Map<string, MadeResource[]>();
  readonly #names = new Set<string>();
  readonly #detectors = new Map<string, string>();

  /** @param home The region in which global resources are recorded. */
  constructor(random: Random, now: Date, home: string, nameOf: (member: Member) => NameOfRule) {
    this.#random = random;
    this.#now = Math.floor(now.getTime() / 1000) * 1000;
    this.#home = home;
    this.#nameOf = nameOf;
  }

  openStack({ account, region }: Site, name: string, recorded = true): OpenStack {
    const hex = (length: number) => this.#random.text(length, alphabets.hex);
    const unique = `${hex(8)}-${hex(4)}-11f0-${hex(4)}-${hex(12)}`;
    const id = `arn:aws:cloudformation:${region}:${account.id}:stack/${name}/${unique}`;
    const stack = { account: account.id, region, id, name, recorded, resources: [] };
    this.stacks.push(stack);
    return stack;
  }

  /** Makes a resource that complies with every rule of its type, in a stack or without one. */
  make(
    site: Site,
    type: string,
    given: { readonly name?: string; readonly stack?: OpenStack; readonly logicalId?: string } = {},
  ): MadeResource {
    const { member, account } = site;
    const isGlobal = isRecordedInEveryRegion(type);
    const region = isGlobal ? this.#home : site.region;
    const name = hasName(type) ? this.#nameFor(site, type, given) : '';
    const owner = { account: account.id, region, name };
    const { id, arn, publicIp, physicalId } = makeIdentity(this.#random, type, owner);
    const { stack, logicalId = '' } = given;
    if (stack) stack.resources.push({ logicalId, physicalId, type: declaredTypeOf(type) });
    const resource: MadeResource = {
      account: account.id,
      region,
      ...(isGlobal && { global: true }),
      type,
      id,
      ...(name && { name }),
      arn,
      ...(publicIp !== undefined && { publicIp }),
      tags:
        type === accountType
          ? {}
          : { team: member.team.name, ...(stack && isTagged(type) && tagsOf(stack, logicalId)) },
      evaluations: rulesFor(type).map((rule) => ({
        ruleName: this.#nameOf(member)(rule, account.id),
        identifier: rule.identifier,
        compliance: 'COMPLIANT',
        since: this.#daysAgo(this.#random.between(30, 400)).toISOString(),
      })),
      site,
      ticketed: new Set(),
    };
    this.resources.push(resource);
    const place = placeOf(account.id, region, type);
    const neighbours = this.#byPlace.get(place);
    if (neighbours) neighbours.push(resource);
    else this.#byPlace.set(place, [resource]);
    return resource;
  }

  /** Adds a resource for which Config has no item to a stack. Its name does not follow the rules of its type. */
  join(stack: OpenStack, logicalId: string, type: string): void {
    const physicalId = generatedName(this.#random, '', stack.name, logicalId);
    stack.resources.push({ logicalId, physicalId, type });
  }

  made(site: Site, type: string): readonly MadeResource[] {
    const region = isRecordedInEveryRegion(type) ? this.#home : site.region;
    return this.#byPlace.get(placeOf(site.account.id, region, type)) ?? [];
  }

  /** Returns the resource that represents the account itself. */
  accountResource(site: Site): MadeResource {
    return this.made(site, accountType)[0] ?? this.make(site, accountType);
  }

  /** Files a finding of Config. A second finding about the same rule and resource would be the same finding. */
  fail(resource: MadeResource, identifier: string, fate: Fate): void {
    const at = resource.evaluations.findIndex((evaluation) => evaluation.identifier === identifier);
    const evaluation = resource.evaluations[at];
    if (evaluation === undefined || resource.ticketed.has(identifier)) {
      throw new RangeError(`${identifier} cannot fail on ${resource.arn}`);
    }
    const rule = ruleOf(identifier);
    const dates = this.#datesOf(fate, 300);
    resource.ticketed.add(identifier);
    resource.evaluations[at] = {
      ...evaluation,
      compliance: fate === 'resolved' ? 'COMPLIANT' : 'NON_COMPLIANT',
      since: (fate === 'resolved' ? dates.movedAt : dates.foundAt).toISOString(),
    };
    const { type, id, name, account, region, site } = resource;
    this.findings.push({
      member: site.member,
      account: site.account,
      observation: { source: 'config', rule: evaluation.ruleName, account, region, resource: { type, id } },
      severity: severityOf(rule.identifier),
      fate,
      says: filled(rule.says, name ?? id),
      ...dates,
    });
  }

  /**
   * Files a finding of GuardDuty about a resource. GuardDuty keeps findings for 90 days.
   * @param region Where it happened: Config records a user in every region, but the user acts in one region.
   */
  threaten(resource: MadeResource, kind: ThreatKind, fate: Exclude<Fate, 'intended'>, region: string): void {
    const { site, account } = resource;
    // GuardDuty identifies a user by name, Config by an internal id.
    const about = kind.resourceType === 'AccessKey' ? (resource.name ?? resource.id) : resource.id;
    const dates = this.#datesOf(fate, 80);
    resource.ticketed.add(kind.type);
    const id = this.#random.text(32, alphabets.hex);
    const says = filled(kind.says, about);
    this.threats.push({
      id,
      account,
      region,
      detectorId: this.#detectorOf(account, region),
      type: kind.type,
      severity: kind.severity,
      title: says.en,
      description: `${says.en}, in account ${account}, ${region}.`,
      resourceType: kind.resourceType,
      resourceId: about,
      ...(kind.resourceType === 'AccessKey' && { principalId: resource.id }),
      createdAt: dates.foundAt.toISOString(),
      updatedAt: dates.movedAt.toISOString(),
      archived: fate === 'resolved',
    });
    this.findings.push({
      member: site.member,
      account: site.account,
      observation: {
        source: 'guardduty',
        sourceId: id,
        rule: kind.type,
        account,
        region,
        resource: { type: resource.type, id: about },
      },
      severity: kind.severity >= 7 ? 'high' : kind.severity >= 4 ? 'medium' : 'low',
      fate,
      says,
      ...dates,
    });
  }

  #datesOf(fate: Fate, daysBack: number): { foundAt: Date; movedAt: Date } {
    const open = fate === 'todo' || fate === 'review';
    const found = open ? this.#random.between(1, Math.min(75, daysBack)) : this.#random.between(8, daysBack);
    const foundAt = this.#daysAgo(found);
    if (fate === 'todo') return { foundAt, movedAt: foundAt };
    return {
      foundAt,
      movedAt: this.#daysAgo(
        fate === 'review' ? this.#random.below(found) : this.#random.between(1, found - 1),
      ),
    };
  }

  /** Returns a random moment of that day. */
  #daysAgo(days: number): Date {
    return new Date(this.#now - days * dayMs - this.#random.below(dayMs / 1000) * 1000);
  }

  #detectorOf(account: string, region: string): string {
    const place = `${account} ${region}`;
    const detector = this.#detectors.get(place) ?? this.#random.text(32, alphabets.hex);
    this.#detectors.set(place, detector);
    return detector;
  }

  #nameFor(
    { member, account }: Site,
    type: string,
    {
      name,
      stack,
      logicalId,
    }: { readonly name?: string; readonly stack?: OpenStack; readonly logicalId?: string },
  ): string {
    if (name !== undefined) return name;
    const generated = () => {
      if (stack) return generatedName(this.#random, declaredTypeOf(type), stack.name, logicalId ?? '');
      return nameOnItsOwn(this.#random, type, member.team.name, account.name);
    };
    for (;;) {
      const made = comparableId(type, generated());
      const unique = `${type} ${isNameUnique(type) ? '' : account.id} ${made}`;
      if (this.#names.has(unique)) continue;
      this.#names.add(unique);
      return made;
    }
  }
}

/** Returns CloudFormation's name of a Config type. SAM's types are not considered. */
function declaredTypeOf(type: string): string {
  return declaredAs(type)[0] ?? type;
}

function tagsOf(stack: Stack, logicalId: string): Record<string, string> {
  return {
    'aws:cloudformation:stack-name': stack.name,
    'aws:cloudformation:stack-id': stack.id,
    'aws:cloudformation:logical-id': logicalId,
  };
}

function filled({ en, ja }: Text, about: string): Text {
  return { en: en.replace('{}', () => about), ja: ja.replace('{}', () => about) };
}

function placeOf(account: string, region: string, type: string): string {
  return `${account} ${region} ${type}`;
}
