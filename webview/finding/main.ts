/** The finding page: facts, evidence of the link, ticket, and the review form. */
import { element } from '../element.ts';
import type { FromPage, ToPage } from '../protocol.ts';
import { registerComponents } from '../toolkit.ts';
import { type Action, headOf, sectionsOf } from './facts.ts';
import { createReviewForm, type Draft } from './review-form.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  /** Kept while the page is hidden, when its content is thrown away. */
  getState(): Draft | undefined;
  setState(draft: Draft): void;
};

registerComponents();
const editor = acquireVsCodeApi();
const main = document.querySelector('main');
if (!main) throw new Error('The page has no <main>.');
/** Stays while the facts are redrawn, so that screen readers notice when its words change. */
const notice = element('p', { class: 'notice', role: 'status' });
const facts = document.createElement('div');
const form = createReviewForm(editor.getState(), {
  onDraft: (draft) => editor.setState(draft),
  onSubmit: ({ outcome, reason }) => editor.postMessage({ kind: 'review', outcome, reason }),
});
main.append(notice, facts, form.root);

const act = (kind: Action) => editor.postMessage({ kind });

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  switch (data.kind) {
    case 'show': {
      // Buttons and text are made anew; whoever stood on a button stands on its successor.
      const focused = document.activeElement?.id;
      if (notice.textContent !== (data.notice ?? '')) notice.textContent = data.notice ?? '';
      facts.replaceChildren(headOf(data, act), ...sectionsOf(data, act));
      form.show(data);
      if (focused) document.getElementById(focused)?.focus();
      break;
    }
    case 'answered':
      form.answered(data.ok);
  }
});
editor.postMessage({ kind: 'ready' });
