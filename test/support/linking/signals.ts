import { createHash } from 'node:crypto';
import type { Resource } from '#protocol/findings.ts';
import type { Case, Naming, World } from '../organization-of-stacks/world.ts';

/** A workspace and what AWS says, as far as it is known. */
export type Material = Pick<World, 'files' | 'stacks' | 'templateHashes' | 'cases'>;

/** Something that linking may go by. */
export interface Signal {
  readonly name: string;
  /** Which logical resource a finding is about, or only which template its stack was made of. */
  readonly says: 'resource' | 'template';
  isThere(each: Case, material: Material): boolean;
  /** The same without it. */
  without(material: Material): Material;
}

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
  statement('.guardrail.yaml', /(^|\/)\.guardrail\.ya?ml$/),
  statement('cdk.out', /\/cdk\.out\/manifest\.json$/),
  statement('samconfig.toml', /\/samconfig\.toml$/),
  statement('Git sync', /\/deployment\.yaml$/),
  statement(
    'commands',
    /(^|\/)(Makefile|deploy\.sh|package\.json|buildspec\.yml|\.github\/workflows\/[^/]+\.yml)$/,
  ),
];

/** What a team's stack is made of, said by a file that does nothing else. */
function statement(name: string, file: RegExp): Signal {
  const stating = ({ files }: Material) => [...files].filter(([path]) => file.test(path));
  return {
    name,
    says: 'template',
    isThere({ truth }, material) {
      if (truth === 'none') return false;
      const [folder = ''] = truth.file.split('/');
      // In its service's folder, or in another with the template's path in full.
      return stating(material).some(
        ([path, text]) => path.startsWith(`${folder}/`) || text.includes(`${folder}/`),
      );
    },
    without: (material) => ({
      ...material,
      files: new Map([...material.files].filter(([path]) => !file.test(path))),
    }),
  };
}

/** What a resource is called. Without it, the name says nothing: it is another in the finding and in its stack's list. */
function name(title: string, naming: Naming): Signal {
  return {
    name: title,
    says: 'resource',
    isThere: (each) => each.naming === naming,
    without(material) {
      const names = new Map<string, string>();
      for (const { naming: own, finding } of material.cases) {
        const said = nameOf(finding.resource);
        if (own === naming) names.set(said, opaque(said));
      }
      return {
        ...material,
        cases: material.cases.map((each) =>
          each.naming === naming
            ? { ...each, finding: { ...each.finding, resource: renamed(each.finding.resource, names) } }
            : each,
        ),
        stacks: material.stacks.map((resource) => {
          const said = endOf(resource.physicalId);
          return { ...resource, physicalId: replaced(resource.physicalId, said, names) };
        }),
      };
    },
  };
}

function renamed(resource: Resource, names: ReadonlyMap<string, string>): Resource {
  const said = nameOf(resource);
  const of = (text: string) => replaced(text, said, names);
  const { type, id, name, arn } = resource;
  return {
    type,
    id: of(id),
    ...(name !== undefined && { name: of(name) }),
    ...(arn !== undefined && { arn: of(arn) }),
  };
}

function replaced(text: string, said: string, names: ReadonlyMap<string, string>): string {
  return text.replace(said, names.get(said) ?? said);
}

function nameOf({ name, id }: Resource): string {
  return name ?? endOf(id);
}

/** The name in an ARN or a URL. A load balancer's ARN has an id behind it. */
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
