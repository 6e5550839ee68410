import type { TemplatePlace } from '#protocol/findings.ts';
import { makes } from '../templates/loops.ts';
import type { TemplateFile, TemplateResource } from '../templates/template.ts';
import { DeploymentIndex } from './deployment-index.ts';
import { foldsCase, isExpanded, namingProperty } from './resource-types.ts';

/** A logical resource where it is declared. */
export interface Declaration {
  readonly file: TemplateFile;
  readonly resource: TemplateResource;
  /** The literal of its naming property. */
  readonly name?: string;
  /** Its naming property in `Fn::Sub`'s notation. */
  readonly pattern?: string;
}

type Lookup = Map<string, Declaration[]>;

/**
 * The templates of a workspace, and where something is declared in them: by logical id and type, by literal name.
 * Taking one file anew costs what that file declares, not what the workspace does.
 */
export class TemplateIndex {
  readonly files = new Map<string, TemplateFile>();
  /** The folders that hold the templates. */
  readonly folders: readonly string[];
  /** What the workspace says about stacks. */
  readonly deployments = new DeploymentIndex();
  private readonly byTypeAndId: Lookup = new Map();
  /** Of types whose generated names are in lower case, their logical ids so, too. */
  private readonly byTypeAndFoldedId: Lookup = new Map();
  private readonly byId: Lookup = new Map();
  private readonly byName: Lookup = new Map();
  private readonly loopsByType: Lookup = new Map();
  private readonly expandedById: Lookup = new Map();
  private readonly byPattern: Lookup = new Map();
  private readonly byText = new Map<string, TemplateFile[]>();

  constructor(folders: readonly string[] = []) {
    this.folders = folders;
  }

  /** Takes what a file says now; nothing where it is gone or no template. A file that does not parse keeps its last good resources. */
  update(path: string, template: TemplateFile | undefined): void {
    const known = this.files.get(path);
    if (known && template?.error !== undefined && template.resources.length === 0) {
      // What is on disk now is not what was deployed.
      if (known.hash !== undefined) takeFrom(this.byText, known.hash, (file) => file.path !== path);
      const { hash: _hash, ...kept } = known;
      this.files.set(path, { ...kept, error: template.error });
      return;
    }
    if (known) {
      for (const [lookup, key] of this.entries(known)) take(lookup, key, path);
      if (known.hash !== undefined) takeFrom(this.byText, known.hash, (file) => file.path !== path);
    }
    this.files.delete(path);
    if (!template) return;
    this.files.set(path, template);
    for (const [lookup, key, declaration] of this.entries(template)) put(lookup, key, declaration);
    if (template.hash !== undefined) put(this.byText, template.hash, template);
  }

  /** Templates whose text has this hash. */
  withText(hash: string): readonly TemplateFile[] {
    return this.byText.get(hash) ?? [];
  }

  /** Where a logical id is declared with this type; else the loops that make such an id. */
  declarations(type: string, logicalId: string): readonly Declaration[] {
    return this.byTypeAndId.get(`${type} ${logicalId}`) ?? this.loopsMaking(type, logicalId);
  }

  /** As `declarations`, for an id as a generated name has it: in lower case where names of the type are. */
  declaredAlike(type: string, logicalId: string): readonly Declaration[] {
    const lookup = foldsCase(type) ? this.byTypeAndFoldedId : this.byTypeAndId;
    return lookup.get(`${type} ${foldsCase(type) ? logicalId.toLowerCase() : logicalId}`) ?? [];
  }

  /** The types with which a logical id is declared. */
  typesOf(logicalId: string): string[] {
    const types = (this.byId.get(logicalId) ?? []).flatMap(({ resource }) => resource.type ?? []);
    return [...new Set(types)].sort();
  }

  /** Resources whose naming property is this literal, upper and lower case alike. */
  named(type: string, name: string): readonly Declaration[] {
    return this.byName.get(`${type} ${name.toLowerCase()}`) ?? [];
  }

  /** Resources of this type whose naming property is an intrinsic function of text. */
  withPattern(type: string): readonly Declaration[] {
    return this.byPattern.get(type) ?? [];
  }

  /** What a transform expands, by the id that was written. */
  *expandedTo(logicalId: string): Generator<Declaration> {
    if (this.expandedById.size === 0) return;
    for (let length = logicalId.length; length > 0; length--) {
      yield* this.expandedById.get(logicalId.slice(0, length)) ?? [];
    }
  }

  /** The declaration of one template's resource, as the lookups have it. */
  declarationIn(file: TemplateFile, resource: TemplateResource): Declaration {
    return { file, resource, ...namesOf(resource) };
  }

  /**
   * Visits what accounts for a stack's resource: declared so, made by a loop, or expanded from SAM's types and modules,
   * whose parts' ids begin with the id that was written. A template may be met more than once.
   */
  accountingFor(type: string, logicalId: string, visit: (declaration: Declaration) => void): void {
    for (const declaration of this.declarations(type, logicalId)) visit(declaration);
    for (const declaration of this.expandedTo(logicalId)) visit(declaration);
  }

  private loopsMaking(type: string, logicalId: string): readonly Declaration[] {
    return (this.loopsByType.get(type) ?? []).filter(({ resource }) => makes(resource.id, logicalId));
  }

  private *entries(file: TemplateFile): Generator<[Lookup, string, Declaration]> {
    for (const resource of file.resources) {
      const { id, type } = resource;
      const declaration = { file, resource, ...namesOf(resource) };
      const { name, pattern } = declaration;
      yield [this.byTypeAndId, `${type} ${id}`, declaration];
      if (type !== null && foldsCase(type))
        yield [this.byTypeAndFoldedId, `${type} ${id.toLowerCase()}`, declaration];
      yield [this.byId, id, declaration];
      if (isExpanded(type)) yield [this.expandedById, id, declaration];
      if (name) yield [this.byName, `${type} ${name.toLowerCase()}`, declaration];
      if (pattern && type !== null) yield [this.byPattern, type, declaration];
    }
    for (const loop of file.loops ?? []) {
      if (loop.type !== null) yield [this.loopsByType, loop.type, { file, resource: loop }];
    }
  }
}

export function placeOf({ file, resource }: Pick<Declaration, 'file' | 'resource'>): TemplatePlace {
  const { id, line, column, keyEndColumn } = resource;
  return { file: file.path, line, column, endColumn: keyEndColumn, logicalId: id };
}

function namesOf({ type, literals, patterns }: TemplateResource): Pick<Declaration, 'name' | 'pattern'> {
  const property = namingProperty(type);
  if (property === undefined) return {};
  const name = literals[property];
  const pattern = patterns?.[property];
  return { ...(name && { name }), ...(pattern && { pattern }) };
}

function put<Value>(into: Map<string, Value[]>, key: string, value: Value): void {
  const others = into.get(key);
  if (others) others.push(value);
  else into.set(key, [value]);
}

function take(from: Lookup, key: string, path: string): void {
  takeFrom(from, key, ({ file }) => file.path !== path);
}

function takeFrom<Value>(from: Map<string, Value[]>, key: string, stays: (value: Value) => boolean): void {
  const others = from.get(key)?.filter(stays) ?? [];
  if (others.length > 0) from.set(key, others);
  else from.delete(key);
}
