import { l10n, type Uri, workspace } from 'vscode';
import { type FindingContract, readFromPage, readPageState } from '../../../webview/finding/protocol.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import type { Model } from '../../daemon/model.ts';
import type { PageKind } from '../../pages/page-kind.ts';
import { PageSet } from '../../pages/page-set.ts';
import type { ReviewCases } from '../../tickets/decisions/review-cases.ts';
import type { SentBackAnswers } from '../../tickets/decisions/sent-back.ts';
import type { TextDrafts } from '../../tickets/decisions/text-drafts.ts';
import type { ReviewDrafts } from '../../tickets/review/drafts.ts';
import type { FieldDrafts } from '../../tickets/review/fields/field-drafts.ts';
import type { KnownTeams } from '../../tickets/review/known-teams.ts';
import { type Disposable, DisposableStore } from '../../tools/disposables.ts';
import { FindingContent } from './content.ts';

const findingPage: PageKind<FindingContract> = {
  name: 'finding',
  icon: 'shield',
  readMessage: readFromPage,
  readState: readPageState,
};

export interface FindingPagesInput {
  readonly extensionUri: Uri;
  readonly model: Model;
  readonly connection: DaemonConnection;
  readonly drafts: ReviewDrafts;
  readonly teams: KnownTeams;
  readonly fieldDrafts: FieldDrafts;
  readonly cases: ReviewCases;
  readonly answers: SentBackAnswers;
  readonly decisionDrafts: TextDrafts;
}

/** The pages of findings, one for each finding. A page is updated at every change of the model. */
export class FindingPages implements Disposable {
  private readonly lifetime = new DisposableStore();
  private readonly model: Model;
  private readonly pages: PageSet<FindingContract, FindingContent>;

  constructor(input: FindingPagesInput) {
    const { extensionUri, model, connection, drafts, teams, fieldDrafts, cases, answers, decisionDrafts } =
      input;
    this.model = model;
    this.pages = this.lifetime.add(
      new PageSet<FindingContract, FindingContent>({
        kind: findingPage,
        extensionUri,
        create: (key, view, kept) =>
          new FindingContent({
            ...{
              key,
              ticket: kept?.ticket,
              view,
              model,
              connection,
              drafts,
              teams,
              fieldDrafts,
              cases,
              answers,
              decisionDrafts,
            },
          }),
        subjectOf: ({ finding }) => finding,
        // The page's draft may be newer than the one that this workspace keeps.
        onRestored({ ticket, draft }) {
          if (draft && ticket !== undefined) drafts.take(ticket, draft);
        },
      }),
    );
    this.lifetime.add(model.onChanged(() => this.pages.show()));
    this.lifetime.add(workspace.onDidGrantWorkspaceTrust(() => this.pages.show()));
    const showTicket = (ticket: string) => {
      for (const content of this.pages.contents) if (content.ticket === ticket) content.show();
    };
    this.lifetime.add(drafts.onChanged(showTicket));
    this.lifetime.add(answers.onChanged(showTicket));
  }

  open(key: string): void {
    this.pages.open(key, this.model.findings.get(key)?.title ?? l10n.t('Finding'));
  }

  dispose(): void {
    this.lifetime.dispose();
  }
}
