import { createHash } from 'node:crypto';
import type { Resource } from '#protocol/findings.ts';
import type { Case, Naming, World } from '../organization-of-stacks/world.ts';

/** A workspace and the known facts about its stacks. */
export type Material = Pick<World, 'files' | 'stacks' | 'templateHashes' | 'cases'>;

/** A fact that linking may use. */
export interface Signal {
  readonly name: string;
  /** Whether the signal identifies the logical resource of a finding, or only the template of its stack. */
  readonly says: 'resource' | 'template';
  /** Returns whether the signal is known for this finding. */
  isThere(each: Case, material: Material): boolean;
  /** Returns the material without the signal. */
  without(material: Material): Material;
}

/** All signals; the tags come first. */
export const signals: readonly Signal[] = [
  {
    name: 'CloudFormation tags',
    says: 'resource',
    isThere: ({ known }) => known.tags,
    without: (material) => ({ ...material, cases: material.cases.map(untagged) }),
  },
  {
    name: 'lists of stack resources',
    says: 'resource',
    isThere: ({ known }) => known.list,
    without: (material) => ({ ...material, stacks: [] }),
  },
  name('literal names', 'literal'),
  name('names by Sub, Ref, Join', 'computed'),
  name('generated names', 'generated'),
  {
    name: 'template of the stack',
    says: 'template',
    isThere: ({ known }) => known.hash,
    without: (material) => ({ ...material, templateHashes: new Map() }),
  },
  hint('.guardrail.yaml', /(^|\/)\.guardrail\.ya?ml$/),
  hint('cdk.out', /\/cdk\.out\/manifest\.json$/),
  hint('samconfig.toml', /\/samconfig\.toml$/),
  hint('Git sync', /\/deployment\.yaml$/),
  hint(
    'commands',
    /(^|\/)(Makefile|deploy\.sh|package\.json|buildspec\.yml|\.github\/workflows\/[^/]+\.yml)$/,
  ),
];

/** Returns the signal of a kind of file that says from which template a stack is deployed. */
function hint(name: string, file: RegExp): Signal {
  const hintFiles = ({ files }: Material) => [...files].filter(([path]) => file.test(path));
  return {
    name,
    says: 'template',
    isThere({ truth }, material) {
      if (truth === 'none') return false;
      const [folder = ''] = truth.file.split('/');
      // In its service's folder, or in another folder with the template's full path.
      return hintFiles(material).some(
        ([path, text]) => path.startsWith(`${folder}/`) || text.includes(`${folder}/`),
      );
    },
    without: (material) => ({
      ...material,
      files: new Map([...material.files].filter(([path]) => !file.test(path))),
    }),
  };
}

/** Returns the signal of a resource's name. Without the signal, the finding and the stack's list have a meaningless name. */
function name(title: string, naming: Naming): Signal {
  return {
    name: title,
    says: 'resource',
    isThere: (each) => each.naming === naming,
    without(material) {
      const names = new Map<string, string>();
      for (const { naming: own, finding } of material.cases) {
        const current = nameOf(finding.resource);
        if (own === naming) names.set(current, opaque(current));
      }
      return {
        ...material,
        cases: material.cases.map((each) =>
          each.naming === naming
            ? { ...each, finding: { ...each.finding, resource: renamed(each.finding.resource, names) } }
            : each,
        ),
        stacks: material.stacks.map((resource) => {
          const current = endOf(resource.physicalId);
          return { ...resource, physicalId: replaced(resource.physicalId, current, names) };
        }),
      };
    },
  };
}

function renamed(resource: Resource, names: ReadonlyMap<string, string>): Resource {
  const current = nameOf(resource);
  const rename = (text: string) => replaced(text, current, names);
  const { type, id, name, arn } = resource;
  return {
    type,
    id: rename(id),
    ...(name !== undefined && { name: rename(name) }),
    ...(arn !== undefined && { arn: rename(arn) }),
  };
}

function replaced(text: string, current: string, names: ReadonlyMap<string, string>): string {
  return text.replace(current, names.get(current) ?? current);
}

function nameOf({ name, id }: Resource): string {
  return name ?? endOf(id);
}

/** Returns the name in an ARN or a URL. In a load balancer's ARN, an id follows it. */
function endOf(id: string): string {
  return (
    /loadbalancer\/app\/([^/]+)\//.exec(id)?.[1] ??
    id.slice(Math.max(id.lastIndexOf('/'), id.lastIndexOf(':')) + 1)
  );
}

function opaque(name: string): string {
  return `x${createHash('sha256').update(name).digest('hex').slice(0, 19)}`;
}

function untagged(each: Case): Case {
  const tags = Object.entries(each.finding.tags ?? {}).filter(
    ([key]) => !key.startsWith('aws:cloudformation:'),
  );
  return { ...each, finding: { ...each.finding, tags: Object.fromEntries(tags) } };
}
