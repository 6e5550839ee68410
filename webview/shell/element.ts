type Child = Node | string | undefined;

/** Returns an element with attributes and children. Strings become text, never markup; absent children are left out. */
export function element<Made extends HTMLElement = HTMLElement>(
  tag: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): Made {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== undefined));
  return made as Made;
}
