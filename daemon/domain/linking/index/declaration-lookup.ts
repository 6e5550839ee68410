import { addTo, takeFrom } from '../../../base/multimap.ts';
import type { Declaration } from './declaration.ts';

const none: readonly Declaration[] = [];

/** Declarations by a text, such as their id or name, and their type. A `Bucket` may be in ten thousand templates. */
export class DeclarationLookup {
  private readonly byText = new Map<string, Declaration[]>();
  /** By text, then by type: grouped at the first request, until a declaration is added or deleted. */
  private readonly byType = new Map<string, Map<string | null, Declaration[]>>();

  add(text: string, declaration: Declaration): void {
    addTo(this.byText, text, declaration);
    this.byType.delete(text);
  }

  delete(text: string, declaration: Declaration): void {
    takeFrom(this.byText, text, declaration);
    this.byType.delete(text);
  }

  get(text: string, type: string): readonly Declaration[] {
    const all = this.byText.get(text) ?? none;
    const [only, another] = all;
    // Typically an id is in one template.
    if (!another) return only?.resource.type === type ? all : none;
    return this.typed(text, all).get(type) ?? none;
  }

  /** Returns declarations of any type. */
  all(text: string): readonly Declaration[] {
    return this.byText.get(text) ?? none;
  }

  private typed(text: string, all: readonly Declaration[]): ReadonlyMap<string | null, Declaration[]> {
    const known = this.byType.get(text) ?? Map.groupBy(all, ({ resource }) => resource.type);
    this.byType.set(text, known);
    return known;
  }
}
