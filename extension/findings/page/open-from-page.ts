import { env, Range, Uri, window } from 'vscode';
import type { Link } from '#protocol/links.ts';

/** Opens AWS's page about a rule. The daemon builds its address: no other host is opened. */
export async function openRulePage(address: string | undefined): Promise<void> {
  if (address === undefined || !URL.canParse(address)) return;
  const { protocol, hostname } = new URL(address);
  if (protocol === 'https:' && hostname === 'docs.aws.amazon.com')
    await env.openExternal(Uri.parse(address, true));
}

/** Opens the template of a link at a line. @param line 0-based; a line after the last one opens the last one. */
export async function openLine(link: Link | undefined, line: number): Promise<void> {
  const { place, cause } = link ?? {};
  if (!place) return;
  const named = [place, cause?.place, ...(cause?.others ?? []).map((other) => other.place)];
  const exact = named.find((each) => each?.file === place.file && each.line === line);
  const selection = new Range(line, exact?.column ?? 0, line, exact?.endColumn ?? 0);
  await window.showTextDocument(Uri.file(place.file), { selection });
}
