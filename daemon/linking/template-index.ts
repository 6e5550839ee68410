import { addTo, takeFrom } from '../base/multimap.ts';
import { makes } from '../templates/loops.ts';
import type { TemplateFile, TemplateResource } from '../templates/template.ts';
import { type Declaration, declarationOf } from './declaration.ts';
import { DeclarationLookup } from './declaration-lookup.ts';
import { DeploymentIndex } from './deployment-index.ts';
import { foldsCase, isExpanded } from './resource-types.ts';
import { TemplatePaths } from './template-paths.ts';

/** Of one template. */
interface Declared {
  readonly resources: readonly Declaration[];
  readonly loops: readonly Declaration[];
}

const none: readonly Declaration[] = [];

/**
 * The templates of a workspace, and where something is declared in them: by logical id and type, by literal name.
 * Taking one file anew costs what that file declares, not what the workspace does.
 */
export class TemplateIndex {
  readonly files = new Map<string, TemplateFile>();
  readonly paths: TemplatePaths;
  /** What the workspace says about stacks. */
  readonly deployments = new DeploymentIndex();
  private readonly declared = new Map<string, Declared>();
  private readonly byId = new DeclarationLookup();
  /** Of types whose generated names are in lower case, by their logical ids so, too. */
  private readonly byFoldedId = new DeclarationLookup();
  private readonly byName = new DeclarationLookup();
  /** What a transform expands, by the id that was written. */
  private readonly expanded = new Map<string, Declaration[]>();
  private readonly withPatterns = new Map<string | null, Declaration[]>();
  /** By type. */
  private readonly loops = new Map<string | null, Declaration[]>();
  private readonly byText = new Map<string, TemplateFile[]>();

  /** @param folders Those that hold the templates. */
  constructor(folders: readonly string[] = []) {
    this.paths = new TemplatePaths(folders);
  }

  /** Takes what a file says now; nothing where it is gone or no template. A file that does not parse keeps its last good resources. */
  update(path: string, template: TemplateFile | undefined): void {
    const known = this.files.get(path);
    if (known?.hash !== undefined) takeFrom(this.byText, known.hash, known);
    if (known && template?.error !== undefined && template.resources.length === 0) {
      // What is on disk now is not what was deployed.
      const { hash: _hash, ...kept } = known;
      this.files.set(path, { ...kept, error: template.error });
      return;
    }
    const before = this.declared.get(path);
    for (const declaration of before?.resources ?? []) this.forget(declaration);
    for (const loop of before?.loops ?? []) takeFrom(this.loops, loop.resource.type, loop);
    this.declared.delete(path);
    this.files.delete(path);
    if (!template) return;
    this.files.set(path, template);
    if (template.hash !== undefined) addTo(this.byText, template.hash, template);
    const declare = (resource: TemplateResource) => declarationOf(template, resource);
    const now = { resources: template.resources.map(declare), loops: (template.loops ?? []).map(declare) };
    this.declared.set(path, now);
    for (const declaration of now.resources) this.remember(declaration);
    for (const loop of now.loops) addTo(this.loops, loop.resource.type, loop);
  }

  /** Templates whose text has this hash. */
  withText(hash: string): readonly TemplateFile[] {
    return this.byText.get(hash) ?? [];
  }

  /** Where a logical id is declared with this type; else the loops that make such an id. */
  declarations(type: string, logicalId: string): readonly Declaration[] {
    const declared = this.byId.get(logicalId, type);
    return declared.length > 0 ? declared : this.loopsMaking(type, logicalId);
  }

  /** As `declarations`, for an id as a generated name has it: in lower case where names of the type are. */
  declaredAlike(type: string, logicalId: string): readonly Declaration[] {
    return foldsCase(type)
      ? this.byFoldedId.get(logicalId.toLowerCase(), type)
      : this.byId.get(logicalId, type);
  }

  /** The types with which a logical id is declared. */
  typesOf(logicalId: string): string[] {
    const types = this.byId.all(logicalId).flatMap(({ resource }) => resource.type ?? []);
    return [...new Set(types)].sort();
  }

  /** Resources whose naming property is this literal, upper and lower case alike. */
  named(type: string, name: string): readonly Declaration[] {
    return this.byName.get(name.toLowerCase(), type);
  }

  /** Resources of this type whose naming property is an intrinsic function of text. */
  withPattern(type: string): readonly Declaration[] {
    return this.withPatterns.get(type) ?? [];
  }

  /** What a transform expands, by the id that was written. */
  *expandedTo(logicalId: string): Generator<Declaration> {
    if (this.expanded.size === 0) return;
    for (let length = logicalId.length; length > 0; length--) {
      yield* this.expanded.get(logicalId.slice(0, length)) ?? [];
    }
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
    return this.loops.get(type)?.filter(({ resource }) => makes(resource.id, logicalId)) ?? none;
  }

  private remember(declaration: Declaration): void {
    const { resource, name, pattern } = declaration;
    const { id, type } = resource;
    this.byId.add(id, declaration);
    if (type !== null && foldsCase(type)) this.byFoldedId.add(id.toLowerCase(), declaration);
    if (isExpanded(type)) addTo(this.expanded, id, declaration);
    if (name !== undefined) this.byName.add(name.toLowerCase(), declaration);
    if (pattern !== undefined) addTo(this.withPatterns, type, declaration);
  }

  private forget(declaration: Declaration): void {
    const { resource, name, pattern } = declaration;
    const { id, type } = resource;
    this.byId.delete(id, declaration);
    if (type !== null && foldsCase(type)) this.byFoldedId.delete(id.toLowerCase(), declaration);
    if (isExpanded(type)) takeFrom(this.expanded, id, declaration);
    if (name !== undefined) this.byName.delete(name.toLowerCase(), declaration);
    if (pattern !== undefined) takeFrom(this.withPatterns, type, declaration);
  }
}
