/** A remote repository and a line in one of its files. */
export interface CommittedLine {
  /** As Git has it: `git@github.com:acme/infra.git`, `https://user@dev.azure.com/acme/infra/_git/infra`. */
  readonly remote: string;
  /** Full hash. */
  readonly commit: string;
  /** Relative to the repository's root, with `/`. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** Returns the page of a line for each host: its path after the repository's address. */
type PageOf = (repository: string, commit: string, file: string, line: number) => string;

const github: PageOf = (repository, commit, file, line) => `${repository}/blob/${commit}/${file}#L${line}`;
const gitlab: PageOf = (repository, commit, file, line) => `${repository}/-/blob/${commit}/${file}#L${line}`;
const bitbucket: PageOf = (repository, commit, file, line) =>
  `${repository}/src/${commit}/${file}#lines-${line}`;

/**
 * Returns the address of a line of a committed file on the host of the repository, https only. Credentials in the remote are
 * dropped. `undefined` for a host whose pages are not known: a wrong address is worse than none.
 */
export function permalinkOf({ remote, commit, file, line }: CommittedLine): string | undefined {
  if (!/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(commit)) return undefined;
  const repository = repositoryPage(remote);
  if (repository === undefined) return undefined;
  const page = pageOf(new URL(repository).hostname);
  return page?.(repository, commit, file.split('/').map(encodeURIComponent).join('/'), line);
}

function pageOf(host: string): PageOf | undefined {
  if (host === 'github.com' || /(^|\.)github\./.test(host)) return github;
  if (host === 'gitlab.com' || /(^|\.)gitlab\./.test(host)) return gitlab;
  return host === 'bitbucket.org' ? bitbucket : undefined;
}

/** Returns `https://github.com/acme/infra` for every form of a remote. */
function repositoryPage(remote: string): string | undefined {
  const scp = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)([^?#]+)$/.exec(remote.trim());
  const address = scp ? `https://${scp[1]}/${scp[2]}` : remote.trim();
  if (!URL.canParse(address)) return undefined;
  const { protocol, hostname, pathname } = new URL(address);
  if (!['https:', 'http:', 'ssh:', 'git:'].includes(protocol)) return undefined;
  const path = pathname.replace(/\/+$/, '').replace(/\.git$/, '');
  return /^\/[^/]+\/[^/]+/.test(path) ? `https://${hostname}${path}` : undefined;
}
