import { EventEmitter, type LogOutputChannel, type SecretStorage } from 'vscode';
import { jiraSite, type TokenOfSite } from '../../settings/settings.ts';
import { type Disposable, DisposableStore } from '../../tools/disposables.ts';
import { type JiraSignIn, parseSignIns, signInFor, withoutSite, withSignIn } from './jira-accounts.ts';

const secretName = 'guardrail.jiraToken';

/**
 * The Jira tokens, one for each site: stored in SecretStorage with their site, sent to the daemon in the handshake, never
 * written to a file.
 */
export class JiraToken implements Disposable {
  private readonly secrets: SecretStorage;
  private readonly log: LogOutputChannel;
  private readonly lifetime = new DisposableStore();
  private readonly changed = this.lifetime.add(new EventEmitter<void>());
  private kept: readonly JiraSignIn[] = [];
  private loading: Promise<void> | undefined;
  /** Fires if this window or another one signed in or out. */
  readonly onChanged = this.changed.event;

  constructor(secrets: SecretStorage, log: LogOutputChannel) {
    this.secrets = secrets;
    this.log = log;
    this.lifetime.add(
      secrets.onDidChange(async ({ key }) => {
        if (key !== secretName) return;
        const before = JSON.stringify(this.kept);
        await this.read();
        if (JSON.stringify(this.kept) !== before) this.changed.fire();
      }),
    );
  }

  dispose(): void {
    this.lifetime.dispose();
  }

  /** The token for the site of the settings, with its site: the daemon sends it to no other site. */
  get current(): TokenOfSite | undefined {
    return signInFor(this.kept, jiraSite());
  }

  /** The sign-ins to all sites, the last one last. Empty until `load` has resolved. */
  get all(): readonly JiraSignIn[] {
    return this.kept;
  }

  /** Never rejects: without a keyring there is no token, but everything else works. */
  load(): Promise<void> {
    this.loading ??= this.read();
    return this.loading;
  }

  async keep(signIn: JiraSignIn): Promise<void> {
    // A locked keyring may take long: what it has is not overwritten.
    await this.load();
    await this.store(withSignIn(this.kept, signIn));
  }

  /** Forgets the sign-in to a site; by default to the site in use. */
  async forget(site?: string): Promise<void> {
    await this.load();
    const forgotten = site ?? this.current?.site;
    await this.store(forgotten === undefined ? [] : withoutSite(this.kept, forgotten));
  }

  private async store(kept: readonly JiraSignIn[]): Promise<void> {
    this.kept = kept;
    if (kept.length === 0) await this.secrets.delete(secretName);
    else await this.secrets.store(secretName, JSON.stringify(kept));
    this.changed.fire();
  }

  private async read(): Promise<void> {
    try {
      this.kept = parseSignIns(await this.secrets.get(secretName));
    } catch (error) {
      this.log.warn(`The Jira token cannot be read: ${error instanceof Error ? error.message : error}`);
    }
  }
}
