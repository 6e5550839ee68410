import { commands, type ExtensionContext, window } from 'vscode';
import type { DaemonPaths } from '#protocol/daemon-paths.ts';
import { registerCopy } from './copy/copy.ts';
import { registerDaemonCommands } from './daemon/commands.ts';
import { DaemonConnection } from './daemon/connection.ts';
import { followDaemonLog } from './daemon/daemon-log.ts';
import { daemonPaths, machineName, samplePaths } from './daemon/daemon-paths.ts';
import { loadLanguageLibrary } from './daemon/load-language-library.ts';
import { Model } from './daemon/model.ts';
import { reportChanges } from './daemon/report-changes.ts';
import { endDaemon, reachDaemon } from './daemon/start.ts';
import { startWhenNeeded } from './daemon/start-when-needed.ts';
import { registerFindingCommands } from './findings/commands.ts';
import { registerOverdueDecorations } from './findings/item/overdue-decoration.ts';
import { registerFindingList } from './findings/list/commands.ts';
import { LastLook } from './findings/list/last-look.ts';
import { ListChoice } from './findings/list/list-choice.ts';
import { ShownFindings } from './findings/list/shown-findings.ts';
import { FindingPages } from './findings/page/page.ts';
import { followEditor } from './findings/reveal/follow-editor.ts';
import { registerReveal } from './findings/reveal/reveal.ts';
import { FindingsTree } from './findings/tree.ts';
import { showNotifications } from './notifications/show.ts';
import { registerExplore } from './sample/explore.ts';
import { isSampleWindow } from './sample/sample-folder.ts';
import { registerSampleWindow, sampleSentence } from './sample/sample-window.ts';
import { registerChooseAccounts } from './settings/choose-accounts.ts';
import { registerChooseRegion } from './settings/choose-region.ts';
import { registerChooseTeam } from './settings/choose-team.ts';
import { registerConfigurationFile } from './settings/configuration-file.ts';
import { editorSettings } from './settings/editor-settings.ts';
import { registerProfilePicker } from './settings/profiles.ts';
import { excludedFolders, machineSettings } from './settings/settings.ts';
import { SettingsHistory } from './settings/settings-history.ts';
import { isConfigured } from './status/configured.ts';
import { registerCoverage } from './status/coverage.ts';
import { createLanguageStatus } from './status/language-status.ts';
import { registerSetupSteps } from './status/setup-steps.ts';
import { createStatusBar } from './status/status-bar.ts';
import { registerSync } from './status/sync.ts';
import { updateWelcomeViews } from './status/welcome.ts';
import { registerLinkChoices } from './templates/choose-link.ts';
import { registerGoToNext } from './templates/go-to-next.ts';
import { registerHere } from './templates/here.ts';
import { showMarginMarks } from './templates/margin-marks.ts';
import { MarkedFiles } from './templates/marked-files.ts';
import { registerChooseProject } from './tickets/account/choose-project.ts';
import { JiraAuthentication } from './tickets/account/jira-authentication.ts';
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
  const isSample = isSampleWindow(samplePaths());
  const paths = isSample ? samplePaths() : daemonPaths();
  const history = new SettingsHistory();
  // The sample's daemon has its own organization: the user's settings and token stay in the windows of the user's own.
  const settings = () => (isSample ? {} : machineSettings(token.current, history));
  const program = { extensionPath, options: isSample ? ['--sample', '--idle-minutes', '0.25'] : [] };
  const connection = lifetime.add(
    new DaemonConnection({
      paths,
      reachDaemon: () => reachDaemon(paths, program),
      endDaemon: () => endDaemon(program),
      loadClient: async () => (await loadLanguageLibrary()).DaemonLanguageClient,
      log,
      version: String(context.extension.packageJSON.version),
      settings,
      settingsKnown: () => (isSample ? Promise.resolve() : token.load()),
      excluded: excludedFolders,
      editor: editorSettings,
    }),
  );
  lifetime.add(
    connection.onChanged((daemon) => {
      if (daemon)
        reportChanges(daemon, {
          ...{ settings, excluded: excludedFolders, editor: editorSettings },
          onTokenChanged: token.onChanged,
        });
    }),
  );
  lifetime.add(followDaemonLog(connection, log));
  const model = lifetime.add(new Model(connection, log));
  const drafts = new ReviewDrafts(context.workspaceState);
  const teams = new KnownTeams(isSample ? context.workspaceState : context.globalState, machineName());
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
      banner: isSample ? sampleSentence() : undefined,
    }),
  );
  const configured = () =>
    isSample || isConfigured({ env: process.env, settings: machineSettings(token.current, history), paths });
  updateWelcomeViews(lifetime, model, configured);
  lifetime.add(updateOffers(model));
  lifetime.add(registerOverdueDecorations());
  const choice = lifetime.add(new ListChoice(context.workspaceState));
  const look = new LastLook(context.workspaceState);
  const shown = lifetime.add(new ShownFindings(connection, { choice, look, log }));
  const findings = lifetime.add(new FindingsTree({ model, answers, shown, choice, look }));
  registerFindingList(lifetime, {
    ...{ choice, shown, look },
    ticketsRead: () => model.status?.ticketsRead !== undefined,
  });
  registerReveal(lifetime, findings, model);
  lifetime.add(followEditor(findings, model, log));
  const tickets = lifetime.add(new TicketsTree({ connection, model, cases, answers, log }));
  lifetime.add(
    commands.registerCommand('guardrail.tickets.showMore', (group: string) => tickets.showMore(group)),
  );
  createStatusBar(lifetime, { model, shown, isConfigured: configured });
  createLanguageStatus(lifetime, model);
  showNotifications(lifetime, connection, choice);
  registerFindingCommands(lifetime, model, pages);
  registerCopy(lifetime, model);
  const changes = lifetime.add(new ChangesOffer(connection));
  lifetime.add(registerMoveToReview(connection, model, { drafts, teams, cases, changes }));
  registerDecisions(lifetime, decisions);
  registerEdits(lifetime, decisions);
  registerWithdraw(lifetime, connection, model);
  registerUndo(lifetime, { connection, model, fieldDrafts });
  registerResolve(lifetime, { connection, model, drafts, fieldDrafts });
  lifetime.add(registerFileTicket(connection, model));
  registerLinkChoices(lifetime, connection, model);
  const files = lifetime.add(new MarkedFiles(connection));
  showMarginMarks(lifetime, { connection, files, extensionUri });
  registerGoToNext(lifetime, connection);
  registerHere(lifetime, connection, files);
  lifetime.add(registerOpenJira(connection));
  registerDaemonCommands(lifetime, connection, log, paths);
  lifetime.add(registerCoverage(model));
  lifetime.add(registerOpenTicket(model));
  lifetime.add(registerJudgeMatch(connection, model));
  lifetime.add(registerSync(connection));
  lifetime.add(registerExplore({ paths: samplePaths(), extensionPath, memory: context.globalState }));
  if (isSample) {
    registerSampleWindow(lifetime, model, context.globalState);
    // In a terminal, the command would show the user's own organization.
    context.environmentVariableCollection.clear();
    void connection.start();
    return;
  }
  registerSetupSteps(lifetime, model, context.globalState);
  registerSetup(lifetime, { connection, model, token, paths });
  addToTerminalPath(context.environmentVariableCollection, extensionPath);
  startWhenNeeded(lifetime, {
    ...{ connection, paths, token, isConfigured: configured },
    views: [findings, tickets],
  });
}

interface SetupParts {
  readonly connection: DaemonConnection;
  readonly model: Model;
  readonly token: JiraToken;
  readonly paths: DaemonPaths;
}

/** Registers the commands that change the user's own settings, configuration file and token. */
function registerSetup(lifetime: DisposableStore, { connection, model, token, paths }: SetupParts): void {
  registerSignIn(lifetime, token, connection);
  lifetime.add(new JiraAuthentication(token, connection));
  lifetime.add(registerChooseProject(connection, model));
  lifetime.add(registerChooseTeam(connection, model));
  lifetime.add(registerChooseAccounts(connection, model));
  lifetime.add(registerProfilePicker(connection, model));
  lifetime.add(registerChooseRegion(connection, model));
  lifetime.add(commands.registerCommand('guardrail.openSettings', openSettings));
  registerConfigurationFile(lifetime, connection, paths);
}
