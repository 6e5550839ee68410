/** The finding page: facts, evidence of the link, ticket, and the review form. */

import { element } from '../shell/element.ts';
import { moveFocus } from '../shell/focus.ts';
import { openPage } from '../shell/page.ts';
import { followScroll } from '../shell/scroll.ts';
import { createAnswerSection } from './answer.ts';
import { createDecisionForm } from './decision-form.ts';
import { termsFor } from './draft.ts';
import { headOf, sectionsOf } from './facts.ts';
import { type PageState, readPageState } from './page-state.ts';
import { createPendingSection } from './pending-section.ts';
import type { FindingContract, PageAction, PendingSection, ShowAbsence, ShowFinding } from './protocol.ts';
import { createReviewForm } from './review-form.ts';
import { createUserSearches } from './user-searches.ts';

const page = openPage<FindingContract>(readPageState);
let state = page.restored;
/** This element stays when the facts are drawn again, so that screen readers notice a change of its text. */
const notice = element('p', { class: 'notice', role: 'status' });
const head = document.createElement('div');
const facts = document.createElement('div');
const users = createUserSearches(page.post);
const form = createReviewForm(state?.draft, {
  onDraft(draft) {
    remember({ draft });
    page.post({ kind: 'draft', draft });
  },
  onSubmit: (draft, reply, patch) =>
    page.post({ kind: 'review', terms: termsFor(draft), reason: draft.reason, reply, patch }),
  onAttach: () => page.post({ kind: 'readChanges' }),
  onLoad: () => page.post({ kind: 'loadMove' }),
  onStop: () => page.post({ kind: 'stopMove' }),
  onChoose: (transition) => page.post({ kind: 'chooseMove', transition }),
  find: users.find,
  onCopy: (reason) => page.post({ kind: 'copyReason', reason }),
  onClosed() {
    if (!pending.focus()) moveFocus(document.getElementById('openTicket'));
  },
});
const scroll = followScroll(state?.scroll ?? 0, (position) => remember({ scroll: position }));
const decision = createDecisionForm({
  onDraft: (reason) => page.post({ kind: 'decisionDraft', reason }),
  onDecide: (made, reason) => page.post({ kind: 'decide', decision: made, reason }),
});
const pending = createPendingSection((choice) => page.post({ kind: 'resolve', choice }));
const answer = createAnswerSection();
page.main.append(notice, head, answer.root, facts, pending.root, decision.root, form.root);

const act = (kind: PageAction) => page.post({ kind });

/** Keeps a change of the state. Before the first message the page does not know which finding it shows. */
function remember(change: Partial<PageState>): void {
  if (!state && change.finding === undefined) return;
  state = { ...state, ...change } as PageState;
  page.keep(state);
}

function show(data: ShowFinding | ShowAbsence): void {
  const { review, texts } = data;
  remember({
    finding: data.kind === 'show' ? data.finding.key : data.finding,
    ...(review && { ticket: review.ticket }),
  });
  // Buttons and text are made again: a focused button passes its focus to the new one.
  const focused = document.activeElement?.id;
  if (notice.textContent !== (data.notice ?? '')) notice.textContent = data.notice ?? '';
  head.replaceChildren(...(data.kind === 'show' ? [headOf(data, act)] : []));
  facts.replaceChildren(...(data.kind === 'show' ? sectionsOf(data, act) : []));
  answer.show(data.answer);
  showPending(data.pending);
  decision.show(data.decision);
  form.show(review, texts);
  if (focused) moveFocus(document.getElementById(focused));
  if (data.kind === 'show') scroll.shown();
}

/** An action that needs the user stands above the facts. */
function showPending(section: PendingSection | undefined): void {
  pending.show(section);
  const before = section?.isUrgent ? facts : decision.root;
  if (pending.root.nextSibling !== before) page.main.insertBefore(pending.root, before);
}

page.start({
  show,
  absent: show,
  resolved: () => pending.answered(),
  decided: ({ ok }) => decision.answered(ok),
  answered: ({ ok }) => form.answered(ok),
  users: users.answered,
  copied: () => form.copied(),
});
