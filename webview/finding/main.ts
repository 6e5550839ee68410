/** The finding page: facts, evidence of the link, ticket, and the review form. */

import { element } from '../shell/element.ts';
import { moveFocus } from '../shell/focus.ts';
import { openPage } from '../shell/page.ts';
import { patchChildren } from '../shell/patch.ts';
import { followScroll } from '../shell/scroll.ts';
import { createAnswerSection } from './answer.ts';
import { copiedFact } from './copy-button.ts';
import { createDecisionForm } from './decision-form.ts';
import { divergencesOf } from './divergences.ts';
import { termsFor } from './draft.ts';
import { openedLine } from './excerpt.ts';
import { sectionsOf } from './facts.ts';
import { headOf } from './head.ts';
import { type PageAction, pageAction } from './page-action.ts';
import { type PageState, readPageState } from './page-state.ts';
import { createPendingSection } from './pending-section.ts';
import type { FindingContract, PendingSection, ShowAbsence, ShowFinding } from './protocol.ts';
import { createReviewForm } from './review-form.ts';
import { createUserSearches } from './user-searches.ts';

const page = openPage<FindingContract>(readPageState);
let state = page.restored;
const notice = element('p', { class: 'notice', role: 'status' });
const head = document.createElement('div');
const disagreement = document.createElement('div');
const facts = document.createElement('div');
const users = createUserSearches(page.post);
const form = createReviewForm(state?.draft, {
  onDraft(draft) {
    remember({ draft });
    page.post({ kind: 'draft', draft });
  },
  onSubmit: (draft, reply, patch) =>
    page.post({
      kind: 'review',
      terms: termsFor(draft),
      reason: draft.reason,
      reply,
      ...(patch !== undefined && { patch }),
    }),
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
// What asks for an act is above what only informs.
page.main.append(notice, head, answer.root, disagreement, decision.root, form.root, pending.root, facts);

const act = (kind: PageAction) => page.post({ kind });
page.main.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-action]') : null;
  const action = pageAction(link?.dataset.action);
  const [what, line] = [copiedFact(event), openedLine(event)];
  if (action) {
    // Otherwise VS Code opens the address itself.
    event.preventDefault();
    event.stopPropagation();
    act(action);
  } else if (what) page.post({ kind: 'copy', what });
  else if (line !== undefined) page.post({ kind: 'openLine', line });
});

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
  // A focused button that is no longer there passes its focus to the one with its id.
  const focused = document.activeElement?.id;
  if (notice.textContent !== (data.notice ?? '')) notice.textContent = data.notice ?? '';
  const isShown = data.kind === 'show';
  patchChildren(head, [isShown ? headOf(data, act) : element('h1', {}, texts.finding)]);
  patchChildren(disagreement, isShown ? divergencesOf(data.finding, texts) : []);
  patchChildren(facts, isShown ? sectionsOf(data, act) : []);
  answer.show(data.answer);
  showPending(data.pending);
  decision.show(data.decision);
  form.show(review, texts);
  if (focused && document.activeElement?.id !== focused) moveFocus(document.getElementById(focused));
  if (isShown) scroll.shown();
}

/** An action that needs the user stands above the forms. */
function showPending(section: PendingSection | undefined): void {
  pending.show(section);
  const before = section?.isUrgent ? disagreement : facts;
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
