import type { TemplatePlace } from '#protocol/findings.ts';
import type { TemplateFile, TemplateResource } from './template.ts';
import { declaredTypes } from './resource-types.ts';

/** A logical resource where it is declared. */
export interface Declaration {
  readonly file: TemplateFile;
  readonly resource: TemplateResource;
}

const namingProperties = new Map<string, string>();
for (const [type, { declaredAs = [type], name }] of Object.entries(declaredTypes)) {
  if (name !== undefined) for (const declared of declaredAs) namingProperties.set(declared, name);
}

/** The templates of a workspace, and where something is declared in them: by type and logical id, by literal name. */
export class TemplateIndex {
  readonly files = new Map<string, TemplateFile>();
  private lookups: { declared: Map<string, Declaration[]>; named: Map<string, Declaration[]> } | undefined;

  /** Takes what a file says now; nothing where it is gone or no template. A file that does not parse keeps its last good resources. */
  update(path: string, template: TemplateFile | undefined): void {
    const known = this.files.get(path);
    if (!template) this.files.delete(path);
    else if (template.error !== undefined && known) this.files.set(path, { ...known, error: template.error });
    else this.files.set(path, template);
    this.lookups = undefined;
  }

  declarations(type: string, logicalId: string): readonly Declaration[] {
    return this.look().declared.get(`${type} ${logicalId}`) ?? [];
  }

  /** Resources whose naming property is this literal, upper and lower case alike. */
  named(type: string, name: string): readonly Declaration[] {
    return this.look().named.get(`${type} ${name.toLowerCase()}`) ?? [];
  }

  private look() {
    if (this.lookups) return this.lookups;
    const declared = new Map<string, Declaration[]>();
    const named = new Map<string, Declaration[]>();
    for (const file of this.files.values()) {
      for (const resource of file.resources) {
        push(declared, `${resource.type} ${resource.id}`, { file, resource });
        const property = namingProperties.get(resource.type ?? '');
        const literal = property === undefined ? undefined : resource.literals[property];
        if (literal) push(named, `${resource.type} ${literal.toLowerCase()}`, { file, resource });
      }
    }
    this.lookups = { declared, named };
    return this.lookups;
  }
}

export function placeOf({ file, resource }: Declaration): TemplatePlace {
  const { id, line, column, keyEndColumn } = resource;
  return { file: file.path, line, column, endColumn: keyEndColumn, logicalId: id };
}

/** The literal of a declaration's naming property. */
export function literalName({ resource }: Declaration): string | undefined {
  const property = namingProperties.get(resource.type ?? '');
  return property === undefined ? undefined : resource.literals[property];
}

function push<Value>(into: Map<string, Value[]>, key: string, value: Value): void {
  const others = into.get(key);
  if (others) others.push(value);
  else into.set(key, [value]);
}
