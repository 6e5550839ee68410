import { type Uri, workspace } from 'vscode';
import type { FindingView } from '#protocol/findings.ts';
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
import { TemplateTexts } from './template-texts.ts';

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
  /** A sentence above the content of each page. */
  readonly banner: string | undefined;
}

/** The pages of findings, one for each finding. A page is updated at every change of the model. */
export class FindingPages implements Disposable {
  private readonly lifetime = new DisposableStore();
  private readonly model: Model;
  private readonly templates: TemplateTexts;
  private readonly pages: PageSet<FindingContract, FindingContent>;
  /** The finding whose page is being opened. */
  private opening: FindingView | undefined;

  constructor(input: FindingPagesInput) {
    const { extensionUri, model, connection, drafts, teams, fieldDrafts, cases, answers, decisionDrafts } =
      input;
    this.model = model;
    this.templates = this.lifetime.add(
      new TemplateTexts((file) => {
        for (const content of this.pages.contents) if (content.shows(file)) content.show();
      }),
    );
    this.pages = this.lifetime.add(
      new PageSet<FindingContract, FindingContent>({
        kind: findingPage,
        banner: input.banner,
        extensionUri,
        create: (key, view, kept) =>
          new FindingContent({
            ...{
              key,
              finding: this.opening?.key === key ? this.opening : undefined,
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
              templates: this.templates,
            },
          }),
        subjectOf: ({ finding }) => finding,
        onPages: () => this.follow(),
        // The page's draft may be newer than the one that this workspace keeps.
        onRestored({ ticket, draft }) {
          if (draft && ticket !== undefined) drafts.take(ticket, draft);
        },
      }),
    );
    this.lifetime.add(
      model.onChanged(() => {
        this.pages.show();
        // The ticket of a finding is known once the finding is.
        this.follow();
      }),
    );
    this.lifetime.add(workspace.onDidGrantWorkspaceTrust(() => this.pages.show()));
    // Files are named relative to the folders.
    this.lifetime.add(workspace.onDidChangeWorkspaceFolders(() => this.pages.show()));
    const showTicket = (ticket: string) => {
      for (const content of this.pages.contents) if (content.ticket === ticket) content.show();
    };
    this.lifetime.add(drafts.onChanged(showTicket));
    this.lifetime.add(answers.onChanged(showTicket));
  }

  open(finding: FindingView): void {
    this.opening = finding;
    this.pages.open(finding.key, finding.title);
    this.opening = undefined;
  }

  dispose(): void {
    this.lifetime.dispose();
  }

  /** The daemon reports the changes of what pages show. A ticket is followed also if its finding leaves the list. */
  private follow(): void {
    const { contents } = this.pages;
    this.model.follow({
      findings: contents.map(({ key }) => key),
      tickets: contents.flatMap(({ ticket }) => ticket ?? []),
    });
  }
}
