import { commands, type ExtensionContext, window } from 'vscode';
import { registerDaemonCommands } from './daemon/commands.ts';
import { DaemonConnection } from './daemon/connection.ts';
import { daemonPaths } from './daemon/daemon-paths.ts';
import { Model } from './daemon/model.ts';
import { reportChanges } from './daemon/report-changes.ts';
import { registerFindingCommands } from './findings/commands.ts';
import { FindingPages } from './findings/page/page.ts';
import { FindingsTree } from './findings/tree.ts';
import { registerProfilePicker } from './settings/profiles.ts';
import { excludedFolders, machineSettings } from './settings/settings.ts';
import { SettingsHistory } from './settings/settings-history.ts';
import { registerCoverage } from './status/coverage.ts';
import { createStatusBar } from './status/status-bar.ts';
import { registerSync } from './status/sync.ts';
import { updateWelcomeViews } from './status/welcome.ts';
import { registerLinkChoices } from './templates/choose-link.ts';
import { registerChooseProject } from './tickets/account/choose-project.ts';
import { JiraToken } from './tickets/account/jira-token.ts';
import { registerOpenJira } from './tickets/account/open-jira.ts';
import { registerSignIn } from './tickets/account/sign-in.ts';
import { registerDecisions } from './tickets/decisions/decide.ts';
import { ReviewCases } from './tickets/decisions/review-cases.ts';
import { SentBackAnswers } from './tickets/decisions/sent-back.ts';
import { TextDrafts } from './tickets/decisions/text-drafts.ts';
import { registerEdits } from './tickets/edits/edit.ts';
import { registerFileTicket } from './tickets/filing/file-ticket.ts';
import { registerJudgeMatch } from './tickets/match/judge-match.ts';
import { updateOffers } from './tickets/offers.ts';
import { registerOpenTicket } from './tickets/open.ts';
import { ChangesOffer } from './tickets/review/attach-changes.ts';
import { ReviewDrafts } from './tickets/review/drafts.ts';
import { FieldDrafts } from './tickets/review/fields/field-drafts.ts';
import { KnownTeams } from './tickets/review/known-teams.ts';
import { registerMoveToReview } from './tickets/review/move-to-review.ts';
import { registerResolve } from './tickets/review/resolve.ts';
import { registerUndo } from './tickets/review/undo.ts';
import { registerWithdraw } from './tickets/review/withdraw.ts';
import { TicketsTree } from './tickets/tree.ts';
import { DisposableStore } from './tools/disposables.ts';
import { openConfiguration } from './tools/open-configuration.ts';
import { openSettings } from './tools/open-settings.ts';
import { addToTerminalPath } from './tools/terminal-path.ts';

/** Connects the parts of one window. Each disposable is registered in `lifetime` on the line that creates it. */
export function activate(context: ExtensionContext): void {
  const { subscriptions, extensionPath, extensionUri, secrets } = context;
  const lifetime = new DisposableStore();
  subscriptions.push(lifetime);
  // Created first, so that it is disposed of last: the other parts log until they end.
  const log = lifetime.add(window.createOutputChannel('Guardrail', { log: true }));
  const token = lifetime.add(new JiraToken(secrets, log));
  const paths = daemonPaths();
  const history = new SettingsHistory();
  const settings = () => machineSettings(token.current, history);
  const connection = lifetime.add(
    new DaemonConnection({
      paths,
      extensionPath,
      log,
      version: String(context.extension.packageJSON.version),
      settings,
      excluded: excludedFolders,
    }),
  );
  lifetime.add(
    connection.onChanged((daemon) => {
      if (daemon)
        reportChanges(daemon, { settings, excluded: excludedFolders, onTokenChanged: token.onChanged });
    }),
  );
  const model = lifetime.add(new Model(connection, log));
  const drafts = new ReviewDrafts(context.workspaceState);
  const teams = new KnownTeams(context.globalState);
  const fieldDrafts = new FieldDrafts(context.workspaceState);
  const decisionDrafts = new TextDrafts(context.workspaceState);
  const cases = new ReviewCases(connection, model);
  const answers = lifetime.add(new SentBackAnswers(cases, model));
  const decisions = { connection, model, cases, drafts: decisionDrafts, fieldDrafts };
  const pages = lifetime.add(
    new FindingPages({
      extensionUri,
      model,
      connection,
      drafts,
      teams,
      fieldDrafts,
      cases,
      answers,
      decisionDrafts,
    }),
  );
  lifetime.add(updateWelcomeViews(model));
  lifetime.add(updateOffers(model));
  lifetime.add(new FindingsTree(model, answers));
  lifetime.add(new TicketsTree(model, cases, answers));
  createStatusBar(lifetime, model);
  registerFindingCommands(lifetime, model, pages);
  const changes = lifetime.add(new ChangesOffer(connection));
  lifetime.add(registerMoveToReview(connection, model, { drafts, teams, cases, changes }));
  registerDecisions(lifetime, decisions);
  registerEdits(lifetime, decisions);
  registerWithdraw(lifetime, connection, model);
  registerUndo(lifetime, { connection, model, fieldDrafts });
  registerResolve(lifetime, { connection, model, fieldDrafts });
  lifetime.add(registerFileTicket(connection, model));
  registerLinkChoices(lifetime, connection, model);
  registerSignIn(lifetime, token, connection);
  lifetime.add(registerChooseProject(connection));
  lifetime.add(registerOpenJira(connection));
  registerDaemonCommands(lifetime, connection, log, paths);
  lifetime.add(registerCoverage(model));
  lifetime.add(registerOpenTicket(model));
  lifetime.add(registerJudgeMatch(connection, model));
  lifetime.add(registerSync(connection));
  lifetime.add(registerProfilePicker(connection));
  lifetime.add(commands.registerCommand('guardrail.openSettings', openSettings));
  lifetime.add(commands.registerCommand('guardrail.openConfiguration', () => openConfiguration(paths)));
  addToTerminalPath(context.environmentVariableCollection, extensionPath);
  // Not awaited: the trees are shown at once, and fill when the daemon answers. A locked keyring may take long.
  void token.load().then(() => connection.start());
}
