import { addTo, takeFrom } from '../../../base/multimap.ts';
import type { Note } from '../../problems/note.ts';
import { comparableId, isLowerCase } from '../../resources/names.ts';
import { isExpanded } from '../../resources/sam.ts';
import { loopStart, makes } from '../../templates/loops.ts';
import type { TemplateFile, TemplateResource } from '../../templates/template.ts';
import { TemplatePaths } from '../likeness/template-paths.ts';
import { isDistinctive, literalEnd, literalStart } from '../names/name-patterns.ts';
import { DeploymentIndex } from '../stacks/deployment-index.ts';
import { type Declaration, toDeclaration } from './declaration.ts';
import { DeclarationLookup } from './declaration-lookup.ts';
import { Reads } from './reads.ts';

/** The declarations of one template. */
interface FileDeclarations {
  readonly resources: readonly Declaration[];
  readonly loops: readonly Declaration[];
}

const none: readonly Declaration[] = [];

/**
 * The templates of a workspace, and their declarations by logical id and type, and by literal name. The cost of an update is
 * proportional to the file, not to the workspace. Each lookup is noted in `reads`, and each update reports there which lookups it
 * changes.
 */
export class TemplateIndex {
  readonly files = new Map<string, TemplateFile>();
  readonly paths: TemplatePaths;
  /** The lookups of results that are kept. */
  readonly reads = new Reads();
  /** The workspace's hints about stacks. They change seldom: then all links are made again. */
  readonly deployments = new DeploymentIndex(() => this.reads.changedAll());
  private readonly declared = new Map<string, FileDeclarations>();
  private readonly byId = new DeclarationLookup();
  /** By logical id in lower case, for types whose generated names are in lower case. */
  private readonly byFoldedId = new DeclarationLookup();
  private readonly byName = new DeclarationLookup();
  /** Resources that a transform expands, by their written id. */
  private readonly expanded = new Map<string, Declaration[]>();
  /** By type, then by the text before the first variable. */
  private readonly withPatterns = new Map<string, Map<string, Declaration[]>>();
  /** By the part of their id before the first variable. */
  private readonly loops = new Map<string, Declaration[]>();
  private readonly byText = new Map<string, TemplateFile[]>();

  /** @param folders The workspace folders that contain the templates. */
  constructor(folders: readonly string[] = []) {
    this.paths = new TemplatePaths(folders);
  }

  /**
   * Replaces the template of a path; `undefined` if the file is gone or is not a template. A file that does not parse keeps
   * its last good resources.
   */
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
    if (known && before) this.reportChange(known, before);
    else this.reads.changed('file', path);
    if (!template) return;
    this.files.set(path, template);
    if (template.hash !== undefined) addTo(this.byText, template.hash, template);
    const declare = (resource: TemplateResource) => toDeclaration(template, resource);
    const now = { resources: template.resources.map(declare), loops: (template.loops ?? []).map(declare) };
    this.declared.set(path, now);
    for (const declaration of now.resources) this.remember(declaration);
    for (const loop of now.loops) addTo(this.loops, loopStart(loop.resource.id), loop);
    this.reportChange(template, now);
  }

  /** Returns the template of a path. */
  file(path: string): TemplateFile | undefined {
    this.reads.note('file', path);
    return this.files.get(path);
  }

  /** Returns the templates whose text has this hash, by path. */
  withText(hash: string): readonly TemplateFile[] {
    this.reads.note('text', hash);
    return (this.byText.get(hash) ?? []).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Returns the declarations of a logical id with this type, and the loops that create such an id. */
  declarations(type: string, logicalId: string): readonly Declaration[] {
    this.noteWord(logicalId);
    const declared = this.byId.get(logicalId, type);
    if (this.loops.size === 0) return declared;
    const loops = [...beginning(this.loops, logicalId)].filter(
      ({ resource }) => resource.type === type && makes(resource.id, logicalId),
    );
    return loops.length > 0 ? [...declared, ...loops] : declared;
  }

  /** As `declarations`, for an id from a generated name: in lower case if names of the type are. */
  withGeneratedId(type: string, logicalId: string): readonly Declaration[] {
    this.noteWord(logicalId);
    return isLowerCase(type)
      ? this.byFoldedId.get(logicalId.toLowerCase(), type)
      : this.byId.get(logicalId, type);
  }

  /** Returns the types with which a logical id is declared. */
  typesOf(logicalId: string): string[] {
    this.noteWord(logicalId);
    const types = this.byId.all(logicalId).flatMap(({ resource }) => resource.type ?? []);
    return [...new Set(types)].sort();
  }

  /** Returns the resources whose naming property is this literal, ignoring case. */
  named(type: string, name: string): readonly Declaration[] {
    this.noteWord(name);
    return this.byName.get(name.toLowerCase(), type);
  }

  /**
   * Yields the resources of this type whose naming property is an intrinsic function that may give this name: its texts before the
   * first and after the last variable are those of the name.
   */
  *withPattern(type: string, name: string): Generator<Declaration> {
    this.reads.note('name', `${type} ${comparableId(type, name)}`);
    const patterns = this.withPatterns.get(type);
    if (!patterns) return;
    const text = comparableId(type, name);
    for (let length = 0; length <= text.length; length++)
      for (const declaration of patterns.get(text.slice(0, length)) ?? [])
        if (text.endsWith(comparableId(type, literalEnd(declaration.pattern ?? '')))) yield declaration;
  }

  /** Yields the resources that a transform expands to this id, SAM's types and modules: generated ids begin with the written id. */
  expandedTo(logicalId: string): Iterable<Declaration> {
    this.noteWord(logicalId);
    return this.expanded.size === 0 ? none : beginning(this.expanded, logicalId);
  }

  private remember(declaration: Declaration): void {
    const { resource, name, pattern } = declaration;
    const { id, type } = resource;
    this.byId.add(id, declaration);
    if (type !== null && isLowerCase(type)) this.byFoldedId.add(id.toLowerCase(), declaration);
    if (isExpanded(type)) addTo(this.expanded, id, declaration);
    if (name !== undefined) this.byName.add(name.toLowerCase(), declaration);
    if (pattern === undefined || type === null || !isDistinctive(pattern)) return;
    const patterns = this.withPatterns.get(type) ?? new Map<string, Declaration[]>();
    this.withPatterns.set(type, patterns);
    addTo(patterns, comparableId(type, literalStart(pattern)), declaration);
  }

  private forget(declaration: Declaration): void {
    const { resource, name, pattern } = declaration;
    const { id, type } = resource;
    this.byId.delete(id, declaration);
    if (type !== null && isLowerCase(type)) this.byFoldedId.delete(id.toLowerCase(), declaration);
    if (isExpanded(type)) takeFrom(this.expanded, id, declaration);
    if (name !== undefined) this.byName.delete(name.toLowerCase(), declaration);
    if (pattern === undefined || type === null) return;
    const patterns = this.withPatterns.get(type);
    if (!patterns) return;
    takeFrom(patterns, comparableId(type, literalStart(pattern)), declaration);
    if (patterns.size === 0) this.withPatterns.delete(type);
  }

  private noteWord(text: string): void {
    this.reads.note('word', text.toLowerCase());
  }

  /** Reports every lookup that can find this template. */
  private reportChange({ path, hash }: TemplateFile, { resources, loops }: FileDeclarations): void {
    const { reads } = this;
    reads.changed('file', path);
    if (hash !== undefined) reads.changed('text', hash);
    for (const { resource, name, pattern } of resources) {
      const { id, type } = resource;
      const word = id.toLowerCase();
      if (isExpanded(type)) reads.changedWhere('word', (text) => text.startsWith(word));
      else reads.changed('word', word);
      if (name !== undefined) reads.changed('word', name.toLowerCase());
      if (pattern === undefined || type === null || !isDistinctive(pattern)) continue;
      const start = `${type} ${comparableId(type, literalStart(pattern))}`;
      const end = comparableId(type, literalEnd(pattern));
      reads.changedWhere('name', (text) => text.startsWith(start) && text.endsWith(end));
    }
    for (const { resource } of loops) {
      const id = resource.id.toLowerCase();
      reads.changedWhere('word', (text) => makes(id, text));
    }
  }
}

/** Returns the last good template without its hash, because the file on disk is not the deployed one any more. */
function lastGood({ hash: _hash, ...known }: TemplateFile, error: Note): TemplateFile {
  return { ...known, error };
}

/** Yields the declarations under each beginning of an id, the longest first. */
function* beginning(lists: ReadonlyMap<string, readonly Declaration[]>, id: string): Generator<Declaration> {
  for (let length = id.length; length >= 0; length--) yield* lists.get(id.slice(0, length)) ?? [];
}
