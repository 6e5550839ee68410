import type { Finding } from '../../../../daemon/domain/findings/finding.ts';
import { TemplateIndex } from '../../../../daemon/domain/linking/index/template-index.ts';
import type { StackResource } from '../../../../daemon/domain/stacks/stack-resource.ts';
import { readTemplate } from '../../../../daemon/domain/templates/read/read-template.ts';

/** Returns a finding; by default of a bucket. */
export function finding(
  resource: Partial<Finding['resource']> & { type?: string },
  given: Partial<Finding> = {},
): Finding {
  const named = { type: 'AWS::S3::Bucket', id: 'shop-logs-1abc', ...resource };
  return {
    key: `config:111122223333:eu-west-1:RULE:${named.type}:${named.id}`,
    source: 'config',
    rule: 'rule',
    severity: 'high',
    account: '111122223333',
    region: 'eu-west-1',
    resource: named,
    firstSeen: '2026-01-02T03:04:05.000Z',
    ...given,
  };
}

/** Returns the tags that CloudFormation gives a resource; by default of the stack `shop`. */
export function tags(logicalId: string, stack = 'shop', region = 'eu-west-1'): Record<string, string> {
  return {
    'aws:cloudformation:logical-id': logicalId,
    'aws:cloudformation:stack-name': stack,
    'aws:cloudformation:stack-id': stackId(stack, region),
  };
}

/** Returns the ARN of a stack. */
export function stackId(stack: string, region = 'eu-west-1'): string {
  return `arn:aws:cloudformation:${region}:111122223333:stack/${stack}/0a1b`;
}

/** Returns a resource of a stack; by default a bucket of the stack `shop`. */
export function member(logicalId: string, given: Partial<StackResource> = {}): StackResource {
  const { stackName = 'shop', region = 'eu-west-1' } = given;
  return {
    account: '111122223333',
    region,
    stackId: stackId(stackName, region),
    stackName,
    logicalId,
    physicalId: `${stackName}-${logicalId.toLowerCase()}-1abc`,
    type: 'AWS::S3::Bucket',
    ...given,
  };
}

/** Returns an index of templates by path. A template is its resources by id, each a type or a type with properties. */
export function workspace(
  templates: Readonly<Record<string, Readonly<Record<string, string | Declared>>>>,
  folders: readonly string[] = [],
): TemplateIndex {
  const index = new TemplateIndex(folders);
  for (const [path, resources] of Object.entries(templates)) index.update(path, template(path, resources));
  return index;
}

/** A declared resource with properties. */
export interface Declared {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** Returns a template with these resources. */
export function template(path: string, resources: Readonly<Record<string, string | Declared>>) {
  const Resources = Object.fromEntries(
    Object.entries(resources).map(([id, declared]) => [
      id,
      typeof declared === 'string' ? { Type: declared } : declared,
    ]),
  );
  return readTemplate(path, JSON.stringify({ Resources }, undefined, 2));
}
