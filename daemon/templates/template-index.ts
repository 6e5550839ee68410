import type { TemplatePlace } from '#protocol/findings.ts';
import { makes } from './loops.ts';
import { namingProperty } from './resource-types.ts';
import type { TemplateFile, TemplateResource } from './template.ts';

/** A logical resource where it is declared. */
export interface Declaration {
  readonly file: TemplateFile;
  readonly resource: TemplateResource;
}

/** Key → path → resources: a file's share is taken out without looking at the others'. */
type Lookup = Map<string, Map<string, TemplateResource[]>>;

/**
 * The templates of a workspace, and where something is declared in them: by logical id and type, by literal name.
 * Taking one file anew costs what that file declares, not what the workspace does.
 */
export class TemplateIndex {
  readonly files = new Map<string, TemplateFile>();
  /** The folders that hold the templates. */
  readonly folders: readonly string[];
  private readonly byId: Lookup = new Map();
  private readonly byName: Lookup = new Map();
  private readonly loopsByType: Lookup = new Map();

  constructor(folders: readonly string[] = []) {
    this.folders = folders;
  }

  /** Takes what a file says now; nothing where it is gone or no template. A file that does not parse keeps its last good resources. */
  update(path: string, template: TemplateFile | undefined): void {
    const known = this.files.get(path);
    if (known && template?.error !== undefined) {
      this.files.set(path, { ...known, error: template.error });
      return;
    }
    if (known) for (const [lookup, key] of this.entries(known)) take(lookup, key, path);
    this.files.delete(path);
    if (!template) return;
    this.files.set(path, template);
    for (const [lookup, key, resource] of this.entries(template)) put(lookup, key, path, resource);
  }

  /** Where a logical id is declared with this type; else the loops that make such an id. */
  declarations(type: string, logicalId: string): Declaration[] {
    const declared = this.read(this.byId, logicalId).filter(({ resource }) => resource.type === type);
    if (declared.length > 0) return declared;
    return this.read(this.loopsByType, type).filter(({ resource }) => makes(resource.id, logicalId));
  }

  /** The types with which a logical id is declared. */
  typesOf(logicalId: string): string[] {
    return [
      ...new Set(this.read(this.byId, logicalId).flatMap(({ resource }) => resource.type ?? [])),
    ].sort();
  }

  /** Resources whose naming property is this literal, upper and lower case alike. */
  named(type: string, name: string): Declaration[] {
    return this.read(this.byName, `${type} ${name.toLowerCase()}`);
  }

  private *entries(file: TemplateFile): Generator<[Lookup, string, TemplateResource]> {
    for (const resource of file.resources) {
      yield [this.byId, resource.id, resource];
      const literal = literalName(resource);
      if (literal) yield [this.byName, `${resource.type} ${literal.toLowerCase()}`, resource];
    }
    for (const loop of file.loops ?? []) if (loop.type !== null) yield [this.loopsByType, loop.type, loop];
  }

  private read(lookup: Lookup, key: string): Declaration[] {
    return [...(lookup.get(key) ?? [])].flatMap(([path, resources]) => {
      const file = this.files.get(path);
      return file ? resources.map((resource) => ({ file, resource })) : [];
    });
  }
}

export function placeOf({ file, resource }: Declaration): TemplatePlace {
  const { id, line, column, keyEndColumn } = resource;
  return { file: file.path, line, column, endColumn: keyEndColumn, logicalId: id };
}

/** The literal of a resource's naming property. */
export function literalName({ type, literals }: TemplateResource): string | undefined {
  const property = namingProperty(type);
  return property === undefined ? undefined : literals[property];
}

function put(into: Lookup, key: string, path: string, resource: TemplateResource): void {
  const paths = into.get(key) ?? new Map<string, TemplateResource[]>();
  into.set(key, paths);
  const others = paths.get(path);
  if (others) others.push(resource);
  else paths.set(path, [resource]);
}

function take(from: Lookup, key: string, path: string): void {
  const paths = from.get(key);
  paths?.delete(path);
  if (paths?.size === 0) from.delete(key);
}
