import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';

/** Marks the resource as COMPLIANT for this rule. The next sync run sees it. */
export function fixInAws(
  { world }: Pick<Sandbox, 'world'>,
  { account, resource, rule }: { account: string; resource: { type: string; id: string }; rule: string },
): void {
  const found = world.resources.find(
    (made) => made.account === account && made.type === resource.type && made.id === resource.id,
  );
  const evaluation = found?.evaluations.find(({ ruleName }) => ruleName === rule);
  if (!evaluation) throw new Error(`The sandbox evaluates ${rule} on no ${resource.type} ${resource.id}.`);
  (evaluation as { compliance: string }).compliance = 'COMPLIANT';
}
