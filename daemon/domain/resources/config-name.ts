import type { Resource } from '#protocol/findings.ts';

/** Returns Config's name of a resource. Without one: its id, or the last part of an id that is an ARN or a URL. */
export function configNameOf({ id, name }: Resource): string {
  return name ?? (/^(arn|https):/.test(id) ? lastPartOf(id) : id);
}

/** Returns what follows the last slash or colon. */
export function lastPartOf(id: string): string {
  return id.slice(Math.max(id.lastIndexOf('/'), id.lastIndexOf(':')) + 1);
}
