import { type Client, connect } from '../../../daemon/commands/daemon-client.ts';
import { statePlace } from '../../../daemon/configuration/state-folder.ts';
import { eventually } from './eventually.ts';

/** Resolves to a client of this window's daemon, for facts that the window does not show to a test. */
export async function clientOfDaemon(folders: readonly string[] = []): Promise<Client> {
  return eventually('the daemon answers', () =>
    connect({ place: statePlace(process.env), settings: {}, locale: 'en', folders }).catch(() => undefined),
  );
}
