import { commands, type ExtensionContext, window, workspace } from 'vscode';
import { registerDaemonCommands } from './daemon/commands.ts';
import { DaemonConnection } from './daemon/connection.ts';
import { Knowledge } from './daemon/model.ts';
import { daemonPlace } from './daemon/paths.ts';
import { registerFindingCommands } from './findings/commands.ts';
import { FindingPages } from './findings/page.ts';
import { FindingsTree } from './findings/tree.ts';
import { registerProfilePicker } from './settings/profiles.ts';
import { excludedFolders, machineSettings } from './settings/settings.ts';
import { SettingsHistory } from './settings/settings-history.ts';
import { createStatusBar } from './status/status-bar.ts';
import { registerSync } from './status/sync.ts';
import { tellWelcomeViews } from './status/welcome.ts';
import { registerLinkChoices } from './templates/choose-link.ts';
import { registerChooseProject } from './tickets/choose-project.ts';
import { ReviewDrafts } from './tickets/drafts.ts';
import { JiraToken } from './tickets/jira-token.ts';
import { registerOpenTicket } from './tickets/open.ts';
import { registerOpenJira } from './tickets/open-jira.ts';
import { registerReview } from './tickets/review.ts';
import { registerSignIn } from './tickets/sign-in.ts';
import { TicketsTree } from './tickets/tree.ts';
import { registerWithdraw } from './tickets/withdraw.ts';
import { openConfiguration } from './tools/open-configuration.ts';
import { openSettings } from './tools/open-settings.ts';
import { addToTerminalPath } from './tools/terminal.ts';

/** Wires one window. Everything that must end with it is a subscription on the line that creates it. */
export function activate(context: ExtensionContext): void {
  const { subscriptions, extensionPath, extensionUri, secrets } = context;
  const log = window.createOutputChannel('Guardrail', { log: true });
  const token = new JiraToken(secrets, log);
  const place = daemonPlace();
  const history = new SettingsHistory();
  const connection = new DaemonConnection({
    place,
    extensionPath,
    log,
    version: String(context.extension.packageJSON.version),
    settings: () => machineSettings(token.current, history),
    excluded: excludedFolders,
  });
  const knowledge = new Knowledge(connection, log);
  const drafts = new ReviewDrafts(context.workspaceState);
  const pages = new FindingPages({ extensionUri, knowledge, connection, drafts });
  subscriptions.push(
    token,
    connection,
    knowledge,
    pages,
    tellWelcomeViews(knowledge),
    new FindingsTree(knowledge),
    new TicketsTree(knowledge),
    ...createStatusBar(knowledge),
    ...registerFindingCommands(knowledge, pages),
    registerReview(connection, knowledge, drafts),
    ...registerWithdraw(connection, knowledge),
    ...registerLinkChoices(connection, knowledge),
    ...registerSignIn(token, connection),
    registerChooseProject(connection),
    registerOpenJira(connection),
    ...registerDaemonCommands(connection, knowledge, log, place),
    registerOpenTicket(knowledge),
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
