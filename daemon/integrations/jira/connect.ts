import type { JiraKind } from '#protocol/account.ts';
import { rejectedBy } from '../../base/cancelled.ts';
import type { ClientOptions } from './client.ts';
import { readAccount } from './cloud/account.ts';
import { listProjects } from './cloud/projects.ts';
import { connectJiraCloud } from './cloud/ticket-source.ts';
import type { JiraConnector } from './connector.ts';
import { readAccount as readDataCenterAccount } from './data-center/account.ts';
import { listProjects as listDataCenterProjects } from './data-center/projects.ts';
import { connectJiraDataCenter } from './data-center/ticket-source.ts';
import { type JiraSiteKind, readKind } from './kind.ts';
import { lazySource } from './lazy-source.ts';
import { addressOf } from './site.ts';

/** A connector of one kind, before the site is asked anything. */
type KindConnector = Omit<JiraConnector, 'readKind'>;

/** Only this table knows which kinds of Jira deployment exist. */
const connectors: Readonly<Record<JiraKind, (site: JiraSiteKind, options?: ClientOptions) => KindConnector>> =
  {
    cloud: (_, options) => ({
      connect: (settings, onCall) => connectJiraCloud(settings, onCall, options),
      readAccount: (access, signal) => readAccount(access, signal, options),
      listProjects: (access, signal) => listProjects(access, signal, options),
    }),
    'data-center': ({ version }, options) => ({
      connect: (settings, onCall) => connectJiraDataCenter(settings, onCall, { ...options, version }),
      readAccount: async (access, signal) => ({
        ...(await readDataCenterAccount(access, signal, options)),
        ...(version !== undefined && { version }),
      }),
      listProjects: (access, signal) => listDataCenterProjects(access, signal, options),
    }),
  };

/**
 * Returns the connector for every kind of site. It asks the site for its kind before the first call of a
 * connection, and once for each connection.
 */
export function jiraConnector(options?: ClientOptions): JiraConnector {
  const forSite = async (site: JiraSiteKind | Promise<JiraSiteKind>) => {
    const known = await site;
    return connectors[known.kind](known, options);
  };
  return {
    connect(settings, onCall) {
      // An address to which no token may be sent is a Problem immediately.
      addressOf(settings);
      return lazySource(
        once(async (signal) => {
          const connector = await forSite(readKind(settings, onCall, signal, options));
          return connector.connect(settings, onCall);
        }),
      );
    },
    async readAccount(access, signal) {
      const connector = await forSite(readKind(access, () => {}, signal, options));
      return connector.readAccount(access, signal);
    },
    async listProjects(access, signal) {
      const connector = await forSite(readKind(access, () => {}, signal, options));
      return connector.listProjects(access, signal);
    },
    async readKind(access, signal) {
      const found = await readKind(access, () => {}, signal, options);
      return { site: addressOf(access), ...found };
    },
  };
}

/**
 * Returns a function that does the work once and returns its result to every caller. After a failure the next
 * caller tries again. A caller's signal ends only that caller's wait.
 */
function once<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): (signal: AbortSignal) => Promise<Result> {
  let running: Promise<Result> | undefined;
  return (signal) => {
    signal.throwIfAborted();
    if (running === undefined) {
      const started = work(new AbortController().signal);
      running = started;
      started.catch(() => {
        if (running === started) running = undefined;
      });
    }
    return Promise.race([running, rejectedBy(signal)]);
  };
}
