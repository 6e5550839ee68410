import { addTo, takeFrom } from '../../../base/multimap.ts';
import { isSameData } from '../../../base/same-data.ts';
import type { AccountRegion } from '../../accounts/account-region.ts';
import type { ConstructSource, Deployment } from '../../deployments/deployment.ts';
import type { DeploymentHints } from '../../deployments/hints.ts';
import { fits } from '../names/name-patterns.ts';

type FileHints = Pick<DeploymentHints, 'deployments' | 'constructs'>;

/** The part of a stack that a hint may name. */
export interface NamedStack extends AccountRegion {
  readonly name: string;
}

/** The hints of the workspace's files: which template is deployed as which stack. */
export class DeploymentIndex {
  private readonly byFile = new Map<string, FileHints>();
  private readonly byStack = new Map<string, Deployment[]>();
  private readonly byTemplate = new Map<string, Deployment[]>();
  private readonly byConstruct = new Map<string, ConstructSource>();
  /** Deployments whose stack name contains a `*`, and the parts of that name. */
  private readonly patterns = new Map<Deployment, readonly string[]>();

  private readonly onChanged: () => void;

  /** @param onChanged Called when a hint was added, removed or changed. */
  constructor(onChanged: () => void = () => {}) {
    this.onChanged = onChanged;
  }

  /** Replaces the hints of a file; `undefined` if the file is gone. */
  update(file: string, hints: FileHints | undefined): void {
    const known = this.byFile.get(file);
    const isEmpty = !hints || hints.deployments.length + hints.constructs.length === 0;
    if (known ? isSameHints(known, hints) : isEmpty) return;
    this.onChanged();
    if (known) this.forget(known);
    this.byFile.delete(file);
    if (isEmpty) return;
    this.byFile.set(file, hints);
    for (const deployment of hints.deployments) {
      addTo(this.byTemplate, deployment.template, deployment);
      const { stack } = deployment;
      if (stack === undefined) continue;
      if (stack.includes('*')) this.patterns.set(deployment, stack.split('*'));
      else addTo(this.byStack, stack, deployment);
    }
    for (const construct of hints.constructs) this.byConstruct.set(constructKey(construct), construct);
  }

  /** Returns the hints about this stack; a hint that names an account or a region is not about another. */
  forStack(stack: NamedStack): Deployment[] {
    const named = [...(this.byStack.get(stack.name) ?? [])];
    for (const [deployment, parts] of this.patterns) if (fits(stack.name, parts)) named.push(deployment);
    return named.filter((deployment) => mayBeIn(deployment, stack)).sort(byLine);
  }

  /** Returns all hints about this template. */
  forTemplate(template: string): readonly Deployment[] {
    return this.byTemplate.get(template) ?? [];
  }

  /** Yields the hints that contain a stack's full name. */
  *withFullName(): Generator<Deployment & { readonly stack: string }> {
    for (const [stack, deployments] of this.byStack)
      for (const deployment of deployments) yield { ...deployment, stack };
  }

  /** Returns the CDK construct that creates this logical resource. */
  constructOf(template: string, logicalId: string): ConstructSource | undefined {
    return this.byConstruct.get(constructKey({ template, logicalId }));
  }

  private forget({ deployments, constructs }: FileHints): void {
    for (const deployment of deployments) {
      takeFrom(this.byTemplate, deployment.template, deployment);
      takeFrom(this.byStack, deployment.stack ?? '', deployment);
      this.patterns.delete(deployment);
    }
    for (const construct of constructs) {
      const key = constructKey(construct);
      if (this.byConstruct.get(key) === construct) this.byConstruct.delete(key);
    }
  }
}

/** Returns whether a deployment may be to this account and region. */
export function mayBeIn(
  { account, region }: Pick<Deployment, 'account' | 'region'>,
  target: AccountRegion,
): boolean {
  return (
    (account === undefined || account === target.account) &&
    // A global resource has no region of its own.
    (region === undefined || region === target.region || target.region === 'global')
  );
}

/** Compares by file and line, so that the order in which files were read does not matter. */
export function byLine(a: Deployment, b: Deployment): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line;
}

function isSameHints(known: FileHints, hints: FileHints | undefined): boolean {
  return (
    hints !== undefined &&
    isSameData(known.deployments, hints.deployments) &&
    isSameData(known.constructs, hints.constructs)
  );
}

function constructKey({ template, logicalId }: Pick<ConstructSource, 'template' | 'logicalId'>): string {
  return `${template}\n${logicalId}`;
}
