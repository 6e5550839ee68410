import { type Disposable, l10n, languages, Uri, window, workspace } from 'vscode';
import { type ReviewPatchView, readReviewPatch } from '#protocol/reviews.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import { problemCode } from '../../daemon/problem-code.ts';
import { pickRow } from '../../tools/pick-row.ts';
import { plainMessage } from '../../tools/plain-message.ts';

const scheme = 'guardrail-changes';

/** The user's answer, with the id of the changes to attach; `undefined` if the user leaves. */
export type Attached = { readonly patch?: string } | undefined;

/** Offers the changes of a template for the comment of a review, and shows them before they are sent. */
export class ChangesOffer implements Disposable {
  private readonly connection: DaemonConnection;
  private readonly provider: Disposable;
  /** The changes that were shown last. */
  private shown = '';

  constructor(connection: DaemonConnection) {
    this.connection = connection;
    this.provider = workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: () => this.shown,
    });
  }

  dispose(): void {
    this.provider.dispose();
  }

  /** Asks only if the user's setting wants that and there are changes. Without changes the review goes on without them. */
  async ask(ticket: string): Promise<Attached> {
    if (!offersChanges()) return {};
    const read = await readChanges(this.connection, ticket);
    if (!read.patch) {
      void window.showInformationMessage(plainMessage(read.problem));
      return {};
    }
    const { patch } = read;
    const [attach, without] = [l10n.t('With the Changes'), l10n.t('Without the Changes')];
    const rows = [
      {
        label: l10n.t('With the changes of {0}', patch.file),
        detail: summaryOf(patch),
        answer: 'with' as const,
      },
      { label: without, answer: 'without' as const },
      {
        label: l10n.t('Show the Changes'),
        detail: l10n.t('As the comment has them.'),
        answer: 'show' as const,
      },
    ];
    const title = l10n.t('Move {0} to Review', ticket);
    const chosen = await pickRow(rows, { title, ignoreFocusOut: true });
    if (chosen?.answer !== 'show') return chosen && (chosen.answer === 'with' ? { patch: patch.id } : {});
    await this.show(ticket, patch);
    // Not as a list, which would hide the lines.
    const question = l10n.t('Move {0} to review with these changes in the comment?', ticket);
    const answer = await window.showInformationMessage(plainMessage(question), attach, without);
    if (answer === undefined) return undefined;
    return answer === attach ? { patch: patch.id } : {};
  }

  private async show(ticket: string, { file, text }: ReviewPatchView): Promise<void> {
    this.shown = text;
    const uri = Uri.from({
      scheme,
      path: `/${ticket} ${file.split('/').at(-1)}.diff`,
      query: String(Date.now()),
    });
    const document = await workspace.openTextDocument(uri);
    await languages.setTextDocumentLanguage(document, 'diff');
    await window.showTextDocument(document, { preview: true, preserveFocus: true });
  }
}

/** Returns whether the user's setting offers the changes of the template for the comment of a review. */
export function offersChanges(): boolean {
  return workspace.getConfiguration('guardrail').get('review.attachChanges') === true;
}

/** Resolves to the changes that a review can attach, or to the reason why it cannot, which does not keep the review back. */
export async function readChanges(
  connection: DaemonConnection,
  ticket: string,
): Promise<{ readonly patch: ReviewPatchView } | { readonly patch?: undefined; readonly problem: string }> {
  try {
    return { patch: await connection.require().request(readReviewPatch, { ticket }) };
  } catch (error) {
    if (problemCode(error) === undefined) throw error;
    const cause = error instanceof Error ? error.message : String(error);
    return { problem: l10n.t('No changes of the template are attached: {0}', cause) };
  }
}

/** Says what changes are compared with, and whether something was left out of them. */
export function summaryOf({ base, added, removed, hidden, isCut }: ReviewPatchView): string {
  return [
    l10n.t('compared with {0}', base),
    `+${added} −${removed}`,
    isCut && l10n.t('the rest is left out'),
    hidden > 0 && l10n.t('values that look like secrets are hidden'),
  ]
    .filter(Boolean)
    .join(' · ');
}
