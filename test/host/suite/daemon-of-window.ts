import { type Client, connect } from '../../../daemon/commands/daemon-client.ts';
import { statePlace } from '../../../daemon/configuration/state-folder.ts';
import { eventually } from './eventually.ts';

/** A client of the daemon that this window uses, for what the window itself does not show to a test. */
export async function clientOfDaemon(folders: readonly string[] = []): Promise<Client> {
  return eventually('the daemon answers', () =>
    connect({ place: statePlace(process.env), settings: {}, locale: 'en', folders }).catch(() => undefined),
  );
}
