import type { Outcome } from '#protocol/tickets.ts';
import { element } from '../element.ts';
import type { PageTexts, ShowFinding } from '../protocol.ts';
import type { ButtonElement, ValueElement } from '../toolkit.ts';

/** What a person has chosen and written so far. */
export interface Draft {
  readonly outcome: Outcome;
  readonly reason: string;
}

const longestReason = 2000;

/** The form that moves the ticket to review. What is typed survives every redrawing of the facts around it. */
export function createReviewForm(
  kept: Draft | undefined,
  handlers: { onDraft(draft: Draft): void; onSubmit(draft: Draft): void },
) {
  const root = element('section', { 'aria-labelledby': 'review-title' });
  const title = element('h2', { id: 'review-title' });
  /** Why nothing can be moved now, or what became of what was. */
  const note = element('p', { class: 'note', role: 'status', tabindex: '-1' });
  const fixed = element('vscode-radio', { value: 'fixed', name: 'outcome' });
  const intended = element('vscode-radio', { value: 'intended', name: 'outcome' });
  const outcomeLabel = element('label', { slot: 'label' });
  const outcome = element<ValueElement>(
    'vscode-radio-group',
    { orientation: 'vertical', name: 'outcome', value: kept?.outcome ?? 'fixed' },
    outcomeLabel,
    fixed,
    intended,
  );
  const reason = element<ValueElement>('vscode-text-area', {
    rows: '4',
    resize: 'vertical',
    maxlength: String(longestReason),
  });
  const error = element('p', { class: 'error', role: 'alert' });
  const submit = element<ButtonElement>('vscode-button', { id: 'submitReview', appearance: 'primary' });
  const fields = element('div', { class: 'form' }, outcome, reason, error, submit);
  root.append(title, note, fields);
  reason.value = kept?.reason ?? '';

  let texts: PageTexts | undefined;
  let asking = false;
  const draft = (): Draft => ({
    outcome: outcome.value === 'intended' ? 'intended' : 'fixed',
    reason: reason.value,
  });
  const showButton = () => {
    submit.disabled = asking;
    submit.textContent = (asking ? texts?.submitting : texts?.submit) ?? '';
  };
  const onChange = () => {
    error.textContent = '';
    handlers.onDraft(draft());
  };
  outcome.addEventListener('change', onChange);
  reason.addEventListener('input', onChange);
  submit.addEventListener('click', () => {
    if (asking) return;
    if (reason.value.trim() === '') {
      error.textContent = texts?.reasonMissing ?? '';
      reason.focus();
      return;
    }
    asking = true;
    showButton();
    handlers.onSubmit(draft());
  });

  return {
    root,
    show(shown: ShowFinding): void {
      texts = shown.texts;
      title.textContent = texts.review;
      outcomeLabel.textContent = texts.outcome;
      name(fixed, texts.fixed);
      name(intended, texts.intended);
      name(reason, texts.reason);
      reason.setAttribute('placeholder', texts.reasonHint);
      const obstacle = obstacleOf(shown);
      note.textContent = obstacle ?? '';
      const left = obstacle !== undefined && fields.contains(document.activeElement);
      fields.hidden = obstacle !== undefined;
      // Whoever stood in the form stands on the line that took its place, not at the top of the page.
      if (left) note.focus();
      root.hidden = shown.finding.ticket === undefined;
      showButton();
    },
    /** The editor has said what became of it; a refused review can be sent again. */
    answered(ok: boolean): void {
      asking = false;
      if (ok) {
        reason.value = '';
        handlers.onDraft(draft());
      }
      showButton();
    },
  };
}

/** The toolkit's elements keep the name that they had when they were empty. */
function name(control: HTMLElement, text: string): void {
  control.textContent = text;
  control.setAttribute('aria-label', text);
}

/** Why this ticket cannot be moved from here now. */
function obstacleOf({ finding, pending, readOnly, texts }: ShowFinding): string | undefined {
  if (pending) {
    const line = pending.state === 'waiting' ? texts.waiting : texts.conflict;
    return pending.note === undefined ? line : `${line} ${pending.note}`;
  }
  if (finding.ticket?.state !== 'todo') return texts.alreadyInReview;
  return readOnly ? texts.readOnly : undefined;
}
