/** The Jira that responds. */
export interface JiraSite {
  /** Origin, with the context path if it has one, without a trailing slash. */
  readonly url: string;
  readonly kind: 'cloud' | 'data-center';
}

/** Returns the root of the REST API: version 3 for Cloud, version 2 for Data Center. */
export function apiOf({ url, kind }: JiraSite): string {
  return `${url}/rest/api/${kind === 'cloud' ? 3 : 2}`;
}
