import type { TokenOfSite } from '../../settings/settings.ts';

/** An account that the user signed in to, with its token. */
export interface JiraSignIn extends TokenOfSite {
  /** The name that Jira shows. Absent: an earlier version stored the sign-in. */
  readonly name?: string;
  /** The mail address, on Jira Cloud. */
  readonly email?: string;
}

/** More sites than a person works with. The oldest sign-in is forgotten. */
const maxSignIns = 10;

/** Returns the sign-ins that were stored, the last one last; none if the text is damaged. */
export function parseSignIns(stored: string | undefined): JiraSignIn[] {
  if (stored === undefined) return [];
  try {
    const parsed: unknown = JSON.parse(stored);
    return (Array.isArray(parsed) ? parsed : [parsed]).flatMap((each) => soundSignIn(each) ?? []);
  } catch {
    return [];
  }
}

function soundSignIn(value: unknown): JiraSignIn | undefined {
  const { site, token, name, email } = (value ?? {}) as Record<string, unknown>;
  if (typeof site !== 'string' || typeof token !== 'string') return undefined;
  return {
    ...{ site, token },
    ...(typeof name === 'string' && { name }),
    ...(typeof email === 'string' && { email }),
  };
}

/** Returns the person and the host. */
export function nameOfSignIn({ site, name, email }: JiraSignIn): string {
  const { host } = URL.canParse(site) ? new URL(site) : { host: site };
  const person = name ?? email;
  return person === undefined ? host : `${person} – ${host}`;
}

/** Returns the sign-ins with this one as the last, in place of an earlier one to the same site. */
export function withSignIn(signIns: readonly JiraSignIn[], added: JiraSignIn): JiraSignIn[] {
  return [...withoutSite(signIns, added.site), added].slice(-maxSignIns);
}

export function withoutSite(signIns: readonly JiraSignIn[], site: string): JiraSignIn[] {
  return signIns.filter((each) => !isSameSite(each.site, site));
}

/** Returns the sign-in to the site of the settings. If they name none, the last one. */
export function signInFor(signIns: readonly JiraSignIn[], site: string): JiraSignIn | undefined {
  if (site === '') return signIns.at(-1);
  return signIns.find((each) => isSameSite(each.site, site)) ?? signIns.at(-1);
}

export function isSameSite(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

/** Returns an address as it is compared: without the page that a user may have copied, and without a slash at its end. */
function plain(site: string): string {
  if (!URL.canParse(site.trim())) return site.trim();
  const { origin, pathname } = new URL(site.trim());
  return `${origin}${pathname.replace(/\/+$/, '')}`;
}
