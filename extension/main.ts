import { commands, type ExtensionContext, window, workspace } from 'vscode';
import { registerDaemonCommands } from './daemon/commands.ts';
import { DaemonConnection } from './daemon/connection.ts';
import { daemonPaths } from './daemon/daemon-paths.ts';
import { Model } from './daemon/model.ts';
import { registerFindingCommands } from './findings/commands.ts';
import { FindingPages } from './findings/page/page.ts';
import { FindingsTree } from './findings/tree.ts';
import { registerProfilePicker } from './settings/profiles.ts';
import { excludedFolders, machineSettings } from './settings/settings.ts';
import { SettingsHistory } from './settings/settings-history.ts';
import { createStatusBar } from './status/status-bar.ts';
import { registerSync } from './status/sync.ts';
import { updateWelcomeViews } from './status/welcome.ts';
import { registerLinkChoices } from './templates/choose-link.ts';
import { registerChooseProject } from './tickets/account/choose-project.ts';
import { JiraToken } from './tickets/account/jira-token.ts';
import { registerOpenJira } from './tickets/account/open-jira.ts';
import { registerSignIn } from './tickets/account/sign-in.ts';
import { registerOpenTicket } from './tickets/open.ts';
import { ReviewDrafts } from './tickets/review/drafts.ts';
import { registerReview } from './tickets/review/move-to-review.ts';
import { registerWithdraw } from './tickets/review/withdraw.ts';
import { TicketsTree } from './tickets/tree.ts';
import { openConfiguration } from './tools/open-configuration.ts';
import { openSettings } from './tools/open-settings.ts';
import { addToTerminalPath } from './tools/terminal-path.ts';

/** Wires one window. Everything that must end with it is a subscription on the line that creates it. */
export function activate(context: ExtensionContext): void {
  const { subscriptions, extensionPath, extensionUri, secrets } = context;
  const log = window.createOutputChannel('Guardrail', { log: true });
  const token = new JiraToken(secrets, log);
  const place = daemonPaths();
  const history = new SettingsHistory();
  const connection = new DaemonConnection({
    place,
    extensionPath,
    log,
    version: String(context.extension.packageJSON.version),
    settings: () => machineSettings(token.current, history),
    excluded: excludedFolders,
  });
  const model = new Model(connection, log);
  const drafts = new ReviewDrafts(context.workspaceState);
  const pages = new FindingPages({ extensionUri, model, connection, drafts });
  subscriptions.push(
    token,
    connection,
    model,
    pages,
    updateWelcomeViews(model),
    new FindingsTree(model),
    new TicketsTree(model),
    ...createStatusBar(model),
    ...registerFindingCommands(model, pages),
    registerReview(connection, model, drafts),
    ...registerWithdraw(connection, model),
    ...registerLinkChoices(connection, model),
    ...registerSignIn(token, connection),
    registerChooseProject(connection),
    registerOpenJira(connection),
    ...registerDaemonCommands(connection, model, log, place),
    registerOpenTicket(model),
    registerSync(connection),
    registerProfilePicker(connection),
    commands.registerCommand('guardrail.openSettings', openSettings),
    commands.registerCommand('guardrail.openConfiguration', () => openConfiguration(place)),
    workspace.onDidChangeConfiguration(
      (change) => change.affectsConfiguration('guardrail') && connection.tellSettings(),
    ),
    workspace.onDidChangeConfiguration(
      (change) => change.affectsConfiguration('files.exclude') && connection.tellExcluded(),
    ),
    workspace.onDidChangeWorkspaceFolders(() => connection.tellExcluded()),
    token.onChanged(() => connection.tellSettings()),
    // Last: what ends before it may still have something to say.
    log,
  );
  addToTerminalPath(context.environmentVariableCollection, extensionPath);
  // Not awaited: the trees are there at once, and fill when the daemon answers. A locked keyring may take its time.
  void token.load().then(() => connection.start());
}
