import type { AwsNotes, AwsProblems } from './aws.ts';
import type { CommandProblems } from './commands.ts';
import type { ConfigurationProblems } from './configuration.ts';
import type { DeploymentNotes } from './deployments.ts';
import type { FilingProblems } from './filing.ts';
import type { FolderProblems } from './folders.ts';
import type { JiraProblems } from './jira.ts';
import type { OutboxProblems } from './outbox.ts';
import type { ServerProblems } from './server.ts';
import type { StoreProblems } from './store.ts';
import type { SyncNotes, SyncProblems } from './sync.ts';
import type { TemplateNotes } from './templates.ts';
import type { MatchProblems, TicketProblems } from './tickets.ts';
import type { WorkspaceNotes } from './workspace.ts';

/** The facts of each problem, by its code. Each file of this folder contains the problems of one room. */
export interface ProblemFacts
  extends AwsProblems,
    FilingProblems,
    FolderProblems,
    ServerProblems,
    StoreProblems,
    ConfigurationProblems,
    JiraProblems,
    TicketProblems,
    MatchProblems,
    OutboxProblems,
    SyncProblems,
    CommandProblems {}

/** The facts of each note, by its code. */
export interface NoteFacts extends AwsNotes, DeploymentNotes, TemplateNotes, WorkspaceNotes, SyncNotes {}
