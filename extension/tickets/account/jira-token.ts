import { EventEmitter, type LogOutputChannel, type SecretStorage } from 'vscode';
import type { TokenOfSite } from '../../settings/settings.ts';
import { type Disposable, DisposableStore } from '../../tools/disposables.ts';

const secretName = 'guardrail.jiraToken';

/**
 * The Jira token: stored in SecretStorage with its site, sent to the daemon in the handshake, never written to a file.
 */
export class JiraToken implements Disposable {
  private readonly secrets: SecretStorage;
  private readonly log: LogOutputChannel;
  private readonly lifetime = new DisposableStore();
  private readonly changed = this.lifetime.add(new EventEmitter<void>());
  private kept: TokenOfSite | undefined;
  /** Fires if this window or another one signed in or out. */
  readonly onChanged = this.changed.event;

  constructor(secrets: SecretStorage, log: LogOutputChannel) {
    this.secrets = secrets;
    this.log = log;
    this.lifetime.add(
      secrets.onDidChange(async ({ key }) => {
        if (key !== secretName) return;
        const before = this.kept;
        await this.load();
        if (this.kept?.token !== before?.token || this.kept?.site !== before?.site) this.changed.fire();
      }),
    );
  }

  dispose(): void {
    this.lifetime.dispose();
  }

  /** Stores the token with its site: the daemon sends it to no other site. */
  get current(): TokenOfSite | undefined {
    return this.kept;
  }

  /** Never rejects: without a keyring there is no token, but everything else works. */
  async load(): Promise<void> {
    try {
      this.kept = readKept(await this.secrets.get(secretName));
    } catch (error) {
      this.log.warn(`The Jira token cannot be read: ${error instanceof Error ? error.message : error}`);
    }
  }

  async keep(kept: TokenOfSite): Promise<void> {
    this.kept = kept;
    await this.secrets.store(secretName, JSON.stringify(kept));
    this.changed.fire();
  }

  async forget(): Promise<void> {
    this.kept = undefined;
    await this.secrets.delete(secretName);
    this.changed.fire();
  }
}

function readKept(stored: string | undefined): TokenOfSite | undefined {
  if (stored === undefined) return undefined;
  const { site, token } = JSON.parse(stored) as Partial<TokenOfSite>;
  return typeof site === 'string' && typeof token === 'string' ? { site, token } : undefined;
}
