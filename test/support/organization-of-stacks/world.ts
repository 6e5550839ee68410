import { createHash } from 'node:crypto';
import type { AccountRegion } from '../../../daemon/domain/accounts/account-region.ts';
import type { Finding } from '../../../daemon/domain/findings/finding.ts';
import type { StackResource } from '../../../daemon/domain/stacks/stack-resource.ts';
import { findingAbout } from './findings.ts';
import { generatedName, type Identity, identityOf, kindOf } from './identities.ts';
import type { Random } from './random.ts';

/** The declaration of a finding's resource: a file of the workspace and the logical id in it. `none`: elsewhere. */
export type Truth = { readonly file: string; readonly logicalId: string } | 'none';

/** The facts that are known about a finding, in addition to the names that AWS always reports. */
export interface KnownFacts {
  readonly tags: boolean;
  /** The list of its stack's resources. */
  readonly list: boolean;
  /** The hash of its stack's template. */
  readonly hash: boolean;
}

/** How the resource got its name: the template has it as a literal, by a function, or not at all; some have no name. */
export type Naming = 'literal' | 'computed' | 'generated' | 'none';

/** A finding whose truth is known, because both were generated together. */
export interface Case {
  readonly finding: Finding;
  readonly truth: Truth;
  readonly known: KnownFacts;
  readonly naming: Naming;
  readonly scenario: string;
}

/** A deployed resource of a stack. */
export interface DeployedResource {
  readonly logicalId: string;
  readonly type: string;
  readonly truth: Truth;
  /** The name that its template gives. */
  readonly name?: string;
  readonly naming?: Naming;
  /** The physical id of a resource without findings: a nested stack, a permission. */
  readonly physicalId?: string;
  /** Tags of its own. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Created by a resource of the stack and not in the stack's list: instances of a group. */
  readonly unlisted?: boolean;
}

/** A stack and its resources. */
export interface DeployedStack {
  readonly stack: string;
  readonly accountRegion: AccountRegion;
  readonly resources: readonly DeployedResource[];
  /** The deployed template. */
  readonly text?: string;
  /** The known facts; by default a random selection. */
  readonly known?: Partial<KnownFacts>;
}

/** Shares of resources for which a fact is known by default. */
const shares = { tags: 0.7, list: 0.6, hash: 0.3, finding: 0.85 };

/** A workspace and its deployed stacks, which grow scenario by scenario. */
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
  /** Names that are in use: AWS refuses a second one. */
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

  accountRegion(): AccountRegion {
    return { account: this.random.pick(this.accounts), region: this.random.pick(this.regions) };
  }

  write(path: string, text: string): void {
    if (this.files.has(path)) throw new Error(`${path} is written twice.`);
    this.files.set(path, text);
  }

  /** Deploys a stack and returns its id. */
  deploy({ stack, accountRegion, resources, text, known }: DeployedStack): string {
    const { random } = this;
    const stackId = `arn:aws:cloudformation:${accountRegion.region}:${accountRegion.account}:stack/${stack}/${random.uuid()}`;
    const list = known?.list ?? random.chance(shares.list);
    const hash = text !== undefined && (known?.hash ?? random.chance(shares.hash));
    if (text !== undefined && hash) this.templateHashes.set(stackId, hashOf(text));
    for (const resource of resources) {
      const { logicalId, type } = resource;
      const identity =
        resource.physicalId === undefined ? this.identify(resource, stack, accountRegion) : undefined;
      if (identity && !this.take(identity, type, accountRegion)) continue;
      if (list && resource.unlisted !== true) {
        const physicalId = identity?.physicalId ?? resource.physicalId ?? '';
        this.stacks.push({ ...accountRegion, stackId, stackName: stack, logicalId, physicalId, type });
      }
      if (!identity || !random.chance(shares.finding)) continue;
      const tags = known?.tags ?? random.chance(shares.tags);
      const cloudFormation = {
        'aws:cloudformation:stack-name': stack,
        'aws:cloudformation:stack-id': stackId,
        'aws:cloudformation:logical-id': logicalId,
      };
      const ownTags = { ...(tags && cloudFormation), ...resource.tags };
      this.observe(
        identity,
        accountRegion,
        resource,
        { tags, list: list && resource.unlisted !== true, hash },
        ownTags,
      );
    }
    return stackId;
  }

  /** Adds a resource that was created without a stack. */
  byHand(type: string, name: string, accountRegion: AccountRegion): void {
    const identity = identityOf(type, { name, accountRegion, random: this.random });
    if (!this.take(identity, type, accountRegion)) return;
    const nothing = { tags: false, list: false, hash: false };
    this.observe(identity, accountRegion, { type, truth: 'none', naming: 'none' }, nothing, {});
  }

  private take({ resource }: Identity, type: string, { account, region }: AccountRegion): boolean {
    const inWorld = type === 'AWS::S3::Bucket';
    const accountRegion = inWorld ? '' : `${account} ${kindOf(type).global ? '' : region}`;
    const key = `${type} ${accountRegion} ${resource.name ?? resource.id}`;
    if (this.taken.has(key)) return false;
    this.taken.add(key);
    return true;
  }

  private identify(
    { type, logicalId, name }: DeployedResource,
    stack: string,
    accountRegion: AccountRegion,
  ): Identity {
    const { random } = this;
    return identityOf(type, {
      name: name ?? generatedName(type, stack, logicalId, random),
      accountRegion,
      random,
    });
  }

  private observe(
    identity: Identity,
    accountRegion: AccountRegion,
    { type, truth, naming }: Pick<DeployedResource, 'type' | 'truth' | 'naming'>,
    known: KnownFacts,
    ownTags: Readonly<Record<string, string>>,
  ): void {
    const { random, scenario } = this;
    const finding = findingAbout(identity, type, accountRegion, ownTags, {
      random,
      number: this.cases.length,
    });
    const tags = known.tags && finding.tags !== undefined;
    const named = naming ?? (identity.resource.name === undefined ? 'none' : 'generated');
    this.cases.push({ finding, truth, known: { ...known, tags }, naming: named, scenario });
  }
}

/**
 * Returns the hash of a template's text as AWS stores it: with any line endings, without byte order mark and trailing white
 * space, with `?` for characters beyond ASCII.
 */
export function hashOf(text: string): string {
  const lines = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const kept = lines.trimEnd().replace(/[^\x20-\x7e\s?]/g, '?');
  return createHash('sha256').update(kept.replace(/\?+/g, '?')).digest('hex');
}
