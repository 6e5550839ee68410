import { type Client, connect } from '../../../daemon/commands/daemon-client.ts';
import { statePlace } from '../../../daemon/configuration/state-folder.ts';
import { eventually } from './eventually.ts';

/** Resolves to a client of this window's daemon, for facts that a test cannot see in the window. */
export async function clientOfDaemon(folders: readonly string[] = []): Promise<Client> {
  return eventually('the daemon answers', () =>
    connect({ place: statePlace(process.env), settings: {}, locale: 'en', folders }).catch(() => undefined),
  );
}
