import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';

interface Failure {
  readonly account: string;
  readonly resource: { readonly type: string; readonly id: string };
  readonly rule: string;
}

/** Marks the resource as COMPLIANT for this rule. The next sync run sees it. */
export function fixInAws(sandbox: Pick<Sandbox, 'world'>, failure: Failure): void {
  evaluate(sandbox, failure, 'COMPLIANT');
}

/** Marks the resource as NON_COMPLIANT for this rule again. */
export function failInAws(sandbox: Pick<Sandbox, 'world'>, failure: Failure): void {
  evaluate(sandbox, failure, 'NON_COMPLIANT');
}

function evaluate(
  { world }: Pick<Sandbox, 'world'>,
  { account, resource, rule }: Failure,
  compliance: 'COMPLIANT' | 'NON_COMPLIANT',
): void {
  const found = world.resources.find(
    (made) => made.account === account && made.type === resource.type && made.id === resource.id,
  );
  const evaluation = found?.evaluations.find(({ ruleName }) => ruleName === rule);
  if (!evaluation) throw new Error(`The sandbox evaluates ${rule} on no ${resource.type} ${resource.id}.`);
  evaluation.compliance = compliance;
}
