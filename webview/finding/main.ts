/** The finding page: facts, evidence of the link, ticket, and the review form. */
import { element } from '../shell/element.ts';
import { registerComponents } from '../shell/toolkit.ts';
import { type Action, headOf, sectionsOf } from './facts.ts';
import { type PageState, readPageState } from './page-state.ts';
import type { FromPage, ToPage } from './protocol.ts';
import { createReviewForm } from './review-form.ts';
import { followScroll } from './scroll.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  /** Kept while the page is hidden, when its content is thrown away, and when the window is reloaded. */
  getState(): unknown;
  setState(state: PageState): void;
};

registerComponents();
const editor = acquireVsCodeApi();
const main = document.querySelector('main');
if (!main) throw new Error('The page has no <main>.');
let state = readPageState(editor.getState());
/** Stays while the facts are redrawn, so that screen readers notice when its words change. */
const notice = element('p', { class: 'notice', role: 'status' });
const facts = document.createElement('div');
const form = createReviewForm(state?.draft, {
  onDraft(draft) {
    remember({ draft });
    editor.postMessage({ kind: 'draft', draft });
  },
  onSubmit: ({ outcome, reason }) => editor.postMessage({ kind: 'review', outcome, reason }),
  onCopy: (reason) => editor.postMessage({ kind: 'copyReason', reason }),
});
const scroll = followScroll(state?.scroll ?? 0, (at) => remember({ scroll: at }));
main.append(notice, facts, form.root);

const act = (kind: Action) => editor.postMessage({ kind });

/** Before the first message nobody knows which finding this is. */
function remember(change: Partial<PageState>): void {
  if (!state && change.finding === undefined) return;
  state = { ...state, ...change } as PageState;
  editor.setState(state);
}

function show(data: Extract<ToPage, { kind: 'show' | 'absent' }>): void {
  const { review, texts } = data;
  remember({
    finding: data.kind === 'show' ? data.finding.key : data.finding,
    ...(review && { ticket: review.ticket }),
  });
  // Buttons and text are made again; focus that stood on a button goes to its successor.
  const focused = document.activeElement?.id;
  if (notice.textContent !== (data.notice ?? '')) notice.textContent = data.notice ?? '';
  facts.replaceChildren(...(data.kind === 'show' ? [headOf(data, act), ...sectionsOf(data, act)] : []));
  form.show(review, texts);
  if (focused) document.getElementById(focused)?.focus();
  if (data.kind === 'show') scroll.shown();
}

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  switch (data.kind) {
    case 'show':
    case 'absent':
      show(data);
      break;
    case 'answered':
      form.answered(data.ok);
      break;
    case 'copied':
      form.copied();
  }
});
editor.postMessage({ kind: 'ready' });
