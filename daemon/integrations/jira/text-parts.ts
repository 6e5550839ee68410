import type { TextPart } from '#protocol/text-blocks.ts';

const maxUrlCharacters = 2_000;
const address = /https:\/\/[^\s<>"'|\\{}[\]]{1,2000}/g;
/** A sentence's own marks after an address. */
const trailing = /[.,;:!?)。、）」]$/;

/** Returns an address that a page may link to: https, without a user name or password. `undefined` for any other. */
export function linkableUrl(url: unknown): string | undefined {
  if (typeof url !== 'string' || url.length > maxUrlCharacters || !URL.canParse(url)) return undefined;
  const { protocol, username, password, href } = new URL(url);
  return protocol === 'https:' && username === '' && password === '' ? href : undefined;
}

/** Returns text as parts: each address in it is a link. */
export function linkedParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    let shown = found;
    while (trailing.test(shown)) shown = shown.slice(0, -1);
    const url = linkableUrl(shown);
    if (url === undefined) continue;
    if (index > from) parts.push({ text: text.slice(from, index) });
    parts.push({ text: shown, url });
    from = index + shown.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}
