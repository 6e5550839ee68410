import { createHash } from 'node:crypto';
import type { AccountRegion } from '../../../daemon/domain/accounts/account-region.ts';
import type { Finding } from '../../../daemon/domain/findings/finding.ts';
import type { StackResource } from '../../../daemon/domain/stacks/stack-resource.ts';
import { findingAbout } from './findings.ts';
import { generatedName, type Identity, identityOf, kindOf } from './identities.ts';
import type { Random } from './random.ts';

/** Where a finding's resource is declared: a file of the workspace, its logical id as written there. `none`: elsewhere. */
export type Truth = { readonly file: string; readonly logicalId: string } | 'none';

/** What came with a finding, beside the names that AWS always says. */
export interface Knowledge {
  readonly tags: boolean;
  /** Its stack's resources. */
  readonly list: boolean;
  /** The hash of its stack's template. */
  readonly hash: boolean;
}

/** How the resource got its name: the template says it in full, by a function, or not at all; some have no name. */
export type Naming = 'literal' | 'computed' | 'generated' | 'none';

/** A finding whose truth is known, for it was made together with it. */
export interface Case {
  readonly finding: Finding;
  readonly truth: Truth;
  readonly known: Knowledge;
  readonly naming: Naming;
  readonly scenario: string;
}

/** A resource as it is deployed in a stack. */
export interface DeployedResource {
  readonly logicalId: string;
  readonly type: string;
  readonly truth: Truth;
  /** The name that its template gives. */
  readonly name?: string;
  readonly naming?: Naming;
  /** What CloudFormation calls something that nobody has findings about: a stack in a stack, a permission. */
  readonly physicalId?: string;
  /** Tags of its own. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Made by a resource of the stack, which does not list it: instances of a group. */
  readonly unlisted?: boolean;
}

export interface DeployedStack {
  readonly stack: string;
  readonly place: AccountRegion;
  readonly resources: readonly DeployedResource[];
  /** The template as CloudFormation got it. */
  readonly text?: string;
  /** What is known; where it is not said, as often as usual. */
  readonly known?: Partial<Knowledge>;
}

/** How much is usually known. */
const shares = { tags: 0.7, list: 0.6, hash: 0.3, finding: 0.85 };

/** A workspace and an AWS that grow scenario by scenario. */
export class World {
  readonly random: Random;
  readonly accounts: readonly string[];
  readonly regions = ['eu-west-1', 'us-east-1', 'ap-northeast-1'] as const;
  /** Path, relative to the workspace's folder, → text. */
  readonly files = new Map<string, string>();
  readonly stacks: StackResource[] = [];
  readonly templateHashes = new Map<string, string>();
  readonly cases: Case[] = [];
  private scenario = '';
  /** What cannot exist twice: AWS refuses a second one. */
  private readonly taken = new Set<string>();

  constructor(random: Random) {
    this.random = random;
    this.accounts = Array.from(
      { length: 6 },
      () => String(random.integer(2, 9)) + random.letters('digits', 11),
    );
  }

  within(scenario: string, act: () => void): void {
    this.scenario = scenario;
    act();
  }

  place(): AccountRegion {
    return { account: this.random.pick(this.accounts), region: this.random.pick(this.regions) };
  }

  write(path: string, text: string): void {
    if (this.files.has(path)) throw new Error(`${path} is written twice.`);
    this.files.set(path, text);
  }

  /** Answers the stack's id. */
  deploy({ stack, place, resources, text, known }: DeployedStack): string {
    const { random } = this;
    const stackId = `arn:aws:cloudformation:${place.region}:${place.account}:stack/${stack}/${random.uuid()}`;
    const list = known?.list ?? random.chance(shares.list);
    const hash = text !== undefined && (known?.hash ?? random.chance(shares.hash));
    if (text !== undefined && hash) this.templateHashes.set(stackId, hashOf(text));
    for (const resource of resources) {
      const { logicalId, type } = resource;
      const identity = resource.physicalId === undefined ? this.identify(resource, stack, place) : undefined;
      if (identity && !this.take(identity, type, place)) continue;
      if (list && resource.unlisted !== true) {
        const physicalId = identity?.physicalId ?? resource.physicalId ?? '';
        this.stacks.push({ ...place, stackId, stackName: stack, logicalId, physicalId, type });
      }
      if (!identity || !random.chance(shares.finding)) continue;
      const tags = known?.tags ?? random.chance(shares.tags);
      const cloudFormation = {
        'aws:cloudformation:stack-name': stack,
        'aws:cloudformation:stack-id': stackId,
        'aws:cloudformation:logical-id': logicalId,
      };
      const said = { ...(tags && cloudFormation), ...resource.tags };
      this.observe(identity, place, resource, { tags, list: list && resource.unlisted !== true, hash }, said);
    }
    return stackId;
  }

  /** A resource that no stack made. */
  byHand(type: string, name: string, place: AccountRegion): void {
    const identity = identityOf(type, { name, place, random: this.random });
    if (!this.take(identity, type, place)) return;
    const nothing = { tags: false, list: false, hash: false };
    this.observe(identity, place, { type, truth: 'none', naming: 'none' }, nothing, {});
  }

  private take({ resource }: Identity, type: string, { account, region }: AccountRegion): boolean {
    const inWorld = type === 'AWS::S3::Bucket';
    const place = inWorld ? '' : `${account} ${kindOf(type).global ? '' : region}`;
    const key = `${type} ${place} ${resource.name ?? resource.id}`;
    if (this.taken.has(key)) return false;
    this.taken.add(key);
    return true;
  }

  private identify(
    { type, logicalId, name }: DeployedResource,
    stack: string,
    place: AccountRegion,
  ): Identity {
    const { random } = this;
    return identityOf(type, { name: name ?? generatedName(type, stack, logicalId, random), place, random });
  }

  private observe(
    identity: Identity,
    place: AccountRegion,
    { type, truth, naming }: Pick<DeployedResource, 'type' | 'truth' | 'naming'>,
    known: Knowledge,
    said: Readonly<Record<string, string>>,
  ): void {
    const { random, scenario } = this;
    const finding = findingAbout(identity, type, place, said, { random, number: this.cases.length });
    const tags = known.tags && finding.tags !== undefined;
    const named = naming ?? (identity.resource.name === undefined ? 'none' : 'generated');
    this.cases.push({ finding, truth, known: { ...known, tags }, naming: named, scenario });
  }
}

/** Of a template's text as AWS keeps it: however its lines end, without byte order mark and trailing white space, `?` for what is not ASCII. */
export function hashOf(text: string): string {
  const lines = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const kept = lines.trimEnd().replace(/[^\x20-\x7e\s?]/g, '?');
  return createHash('sha256').update(kept.replace(/\?+/g, '?')).digest('hex');
}
