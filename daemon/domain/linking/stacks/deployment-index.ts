import { addTo, takeFrom } from '../../../base/multimap.ts';
import type { ConstructSource, Deployment } from '../../deployments/deployment.ts';
import { fits } from '../names/name-patterns.ts';

/** What one file of the workspace says about stacks. */
export interface Statements {
  readonly deployments: readonly Deployment[];
  readonly constructs: readonly ConstructSource[];
}

/** A stack as far as a statement may name it. */
export interface NamedStack {
  readonly name: string;
  readonly account: string;
  readonly region: string;
}

/** What the workspace's files say about which template is deployed as which stack. */
export class DeploymentIndex {
  private readonly byFile = new Map<string, Statements>();
  private readonly byStack = new Map<string, Deployment[]>();
  private readonly byTemplate = new Map<string, Deployment[]>();
  private readonly byConstruct = new Map<string, ConstructSource>();
  /** Of names that hold a `*`. */
  private readonly wild = new Map<Deployment, readonly string[]>();

  /** Takes what a file says now; nothing where it is gone. */
  update(file: string, statements: Statements | undefined): void {
    const known = this.byFile.get(file);
    if (known) this.forget(known);
    this.byFile.delete(file);
    if (!statements || statements.deployments.length + statements.constructs.length === 0) return;
    this.byFile.set(file, statements);
    for (const deployment of statements.deployments) {
      addTo(this.byTemplate, deployment.template, deployment);
      const { stack } = deployment;
      if (stack === undefined) continue;
      if (stack.includes('*')) this.wild.set(deployment, stack.split('*'));
      else addTo(this.byStack, stack, deployment);
    }
    for (const construct of statements.constructs) this.byConstruct.set(constructKey(construct), construct);
  }

  /** Statements about this stack; one that names an account or region is about no other. */
  of(stack: NamedStack): Deployment[] {
    const named = [...(this.byStack.get(stack.name) ?? [])];
    for (const [deployment, parts] of this.wild) if (fits(stack.name, parts)) named.push(deployment);
    return named.filter((deployment) => mayBeIn(deployment, stack)).sort(byLine);
  }

  /** Every statement about this template. */
  to(template: string): readonly Deployment[] {
    return this.byTemplate.get(template) ?? [];
  }

  /** Statements that name a stack in full. */
  *literal(): Generator<Deployment & { readonly stack: string }> {
    for (const [stack, deployments] of this.byStack)
      for (const deployment of deployments) yield { ...deployment, stack };
  }

  constructOf(template: string, logicalId: string): ConstructSource | undefined {
    return this.byConstruct.get(constructKey({ template, logicalId }));
  }

  private forget({ deployments, constructs }: Statements): void {
    for (const deployment of deployments) {
      takeFrom(this.byTemplate, deployment.template, deployment);
      takeFrom(this.byStack, deployment.stack ?? '', deployment);
      this.wild.delete(deployment);
    }
    for (const construct of constructs) {
      const key = constructKey(construct);
      if (this.byConstruct.get(key) === construct) this.byConstruct.delete(key);
    }
  }
}

export function mayBeIn(
  { account, region }: Pick<Deployment, 'account' | 'region'>,
  place: { readonly account: string; readonly region: string },
): boolean {
  return (
    (account === undefined || account === place.account) &&
    // What exists once in an account has no region of its own.
    (region === undefined || region === place.region || place.region === 'global')
  );
}

/** Which of several was read first must not matter. */
export function byLine(a: Deployment, b: Deployment): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line;
}

function constructKey({ template, logicalId }: Pick<ConstructSource, 'template' | 'logicalId'>): string {
  return `${template}\n${logicalId}`;
}
