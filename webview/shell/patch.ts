/**
 * Makes the children of `root` equal to the fresh nodes. A node that is still there stays the same node, so that the user's
 * selection, focus and scroll position stay, and a screen reader notices only what changed.
 *
 * An element is the same if it has the same tag and the same `id` or `data-key`; without either, also the same position. Listeners
 * of a node that stays are those of its first drawing.
 */
export function patchChildren(root: Element, fresh: readonly Node[]): void {
  const wanted = new Set(fresh.map(keyOf));
  for (const node of [...root.childNodes]) if (isNamed(node) && !wanted.has(keyOf(node))) node.remove();
  const named = new Map([...root.childNodes].filter(isNamed).map((node) => [keyOf(node), node]));
  let next: Node | null = root.firstChild;
  for (const node of fresh) {
    const known: Node | null | undefined = isNamed(node) ? named.get(keyOf(node)) : next;
    if (!known || keyOf(known) !== keyOf(node)) {
      root.insertBefore(node, next);
      continue;
    }
    if (known === next) next = next.nextSibling;
    else root.insertBefore(known, next);
    patchNode(known, node);
  }
  while (next) {
    const rest: Node = next;
    next = rest.nextSibling;
    root.removeChild(rest);
  }
}

function patchNode(known: Node, fresh: Node): void {
  if (known instanceof Element && fresh instanceof Element) {
    patchAttributes(known, fresh);
    patchChildren(known, [...fresh.childNodes]);
  } else if (known.nodeValue !== fresh.nodeValue) known.nodeValue = fresh.nodeValue;
}

/** Components set attributes of their own, and the user opens and closes details: those stay. */
function patchAttributes(known: Element, fresh: Element): void {
  const isComponent = known.localName.includes('-');
  for (const name of known.getAttributeNames())
    if (!isComponent && name !== 'open' && !fresh.hasAttribute(name)) known.removeAttribute(name);
  for (const name of fresh.getAttributeNames()) {
    const value = fresh.getAttribute(name) ?? '';
    if (name !== 'open' && known.getAttribute(name) !== value) known.setAttribute(name, value);
  }
}

function isNamed(node: Node): boolean {
  return node instanceof HTMLElement && (node.id !== '' || node.dataset.key !== undefined);
}

function keyOf(node: Node): string {
  const name = node instanceof HTMLElement ? node.id || (node.dataset.key ?? '') : '';
  return `${node.nodeName} ${name}`;
}
