import {
  type AuthenticationProvider,
  type AuthenticationProviderAuthenticationSessionsChangeEvent,
  type AuthenticationProviderSessionOptions,
  type AuthenticationSession,
  authentication,
  EventEmitter,
  l10n,
} from 'vscode';
import type { DaemonConnection } from '../../daemon/connection.ts';
import { type Disposable, DisposableStore } from '../../tools/disposables.ts';
import { type JiraSignIn, nameOfSignIn } from './jira-accounts.ts';
import type { JiraToken } from './jira-token.ts';
import { signIn } from './sign-in.ts';
import { signOutOf } from './sign-out.ts';

const providerId = 'guardrail-jira';

/**
 * Any extension may ask for a session. None gets the token: the daemon alone uses it. See
 * `docs/decisions/0014-no-other-extension-gets-the-jira-token.md`.
 */
const noToken = 'kept by Guardrail';

/** Shows the Jira accounts of this editor in VS Code's Accounts menu, and signs in and out of them there. */
export class JiraAuthentication implements AuthenticationProvider, Disposable {
  private readonly lifetime = new DisposableStore();
  private readonly changed = this.lifetime.add(
    new EventEmitter<AuthenticationProviderAuthenticationSessionsChangeEvent>(),
  );
  private readonly token: JiraToken;
  private readonly connection: DaemonConnection;
  private shown: readonly AuthenticationSession[] = [];
  readonly onDidChangeSessions = this.changed.event;

  constructor(token: JiraToken, connection: DaemonConnection) {
    this.token = token;
    this.connection = connection;
    this.lifetime.add(token.onChanged(() => this.report()));
    this.lifetime.add(
      authentication.registerAuthenticationProvider(providerId, 'Jira for Guardrail', this, {
        supportsMultipleAccounts: true,
      }),
    );
    void token.load().then(() => this.report());
  }

  dispose(): void {
    this.lifetime.dispose();
  }

  async getSessions(
    _scopes: readonly string[] | undefined,
    { account }: AuthenticationProviderSessionOptions = {},
  ): Promise<AuthenticationSession[]> {
    await this.token.load();
    const sessions = this.token.all.map(sessionOf);
    return account ? sessions.filter((session) => session.account.id === account.id) : sessions;
  }

  /** @throws Error if the user cancels. */
  async createSession(): Promise<AuthenticationSession> {
    const signedIn = await signIn(this.token, this.connection);
    if (!signedIn)
      throw new Error(
        l10n.t('You did not sign in to Jira. Run "Guardrail: Sign In to Jira" to do it later.'),
      );
    return sessionOf(signedIn);
  }

  async removeSession(site: string): Promise<void> {
    await signOutOf(site, this.token, this.connection.current);
  }

  private report(): void {
    const before = new Map(this.shown.map((session) => [session.id, session]));
    this.shown = this.token.all.map(sessionOf);
    const now = new Set(this.shown.map(({ id }) => id));
    const added = this.shown.filter(({ id }) => !before.has(id));
    const removed = [...before.values()].filter(({ id }) => !now.has(id));
    const isOther = ({ id, account }: AuthenticationSession) =>
      before.has(id) && before.get(id)?.account.label !== account.label;
    const changed = this.shown.filter(isOther);
    if (added.length + removed.length + changed.length > 0) this.changed.fire({ added, removed, changed });
  }
}

function sessionOf(signIn: JiraSignIn): AuthenticationSession {
  const { site } = signIn;
  return {
    id: site,
    accessToken: noToken,
    account: { id: site, label: nameOfSignIn(signIn) },
    scopes: [],
  };
}
