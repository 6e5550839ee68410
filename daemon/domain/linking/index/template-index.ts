import { addTo, takeFrom } from '../../../base/multimap.ts';
import { foldsCase } from '../../resources/names.ts';
import { isExpanded } from '../../resources/sam.ts';
import { loopStart, makes } from '../../templates/loops.ts';
import type { TemplateFile, TemplateResource } from '../../templates/template.ts';
import { TemplatePaths } from '../likeness/template-paths.ts';
import { DeploymentIndex } from '../stacks/deployment-index.ts';
import { type Declaration, declarationOf } from './declaration.ts';
import { DeclarationLookup } from './lookup.ts';

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
  /** By what their ids begin with, before a variable. */
  private readonly loops = new Map<string, Declaration[]>();
  private readonly byText = new Map<string, TemplateFile[]>();

  /** @param folders Those that hold the templates. */
  constructor(folders: readonly string[] = []) {
    this.paths = new TemplatePaths(folders);
  }

  /** Takes what a file says now; nothing where it is gone or no template. A file that does not parse keeps its last good resources. */
  update(path: string, template: TemplateFile | undefined): void {
    const known = this.files.get(path);
    const isBroken = template?.error !== undefined && template.resources.length === 0;
    this.replace(path, known && isBroken ? lastGood(known, template.error) : template);
  }

  private replace(path: string, template: TemplateFile | undefined): void {
    const known = this.files.get(path);
    if (known?.hash !== undefined) takeFrom(this.byText, known.hash, known);
    const before = this.declared.get(path);
    for (const declaration of before?.resources ?? []) this.forget(declaration);
    for (const loop of before?.loops ?? []) takeFrom(this.loops, loopStart(loop.resource.id), loop);
    this.declared.delete(path);
    this.files.delete(path);
    if (!template) return;
    this.files.set(path, template);
    if (template.hash !== undefined) addTo(this.byText, template.hash, template);
    const declare = (resource: TemplateResource) => declarationOf(template, resource);
    const now = { resources: template.resources.map(declare), loops: (template.loops ?? []).map(declare) };
    this.declared.set(path, now);
    for (const declaration of now.resources) this.remember(declaration);
    for (const loop of now.loops) addTo(this.loops, loopStart(loop.resource.id), loop);
  }

  /** Templates whose text has this hash, by path. */
  withText(hash: string): readonly TemplateFile[] {
    return (this.byText.get(hash) ?? []).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Where a logical id is declared with this type, and the loops that make such an id. */
  declarations(type: string, logicalId: string): readonly Declaration[] {
    const declared = this.byId.get(logicalId, type);
    if (this.loops.size === 0) return declared;
    const loops = [...beginning(this.loops, logicalId)].filter(
      ({ resource }) => resource.type === type && makes(resource.id, logicalId),
    );
    return loops.length > 0 ? [...declared, ...loops] : declared;
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

  /** What a transform expands, SAM's types and modules, whose parts' ids begin with the id that was written. */
  expandedTo(logicalId: string): Iterable<Declaration> {
    return this.expanded.size === 0 ? none : beginning(this.expanded, logicalId);
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

/** What was read last, but for its hash: what is on disk now is not what was deployed. */
function lastGood({ hash: _hash, ...known }: TemplateFile, error: string): TemplateFile {
  return { ...known, error };
}

/** What stands under the beginnings of an id, the longest first. */
function* beginning(lists: ReadonlyMap<string, readonly Declaration[]>, id: string): Generator<Declaration> {
  for (let length = id.length; length >= 0; length--) yield* lists.get(id.slice(0, length)) ?? [];
}
