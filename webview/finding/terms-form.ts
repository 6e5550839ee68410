import { type Outcome, outcomes } from '#protocol/pending-review.ts';
import { maxTeamCharacters } from '#protocol/reviews.ts';
import { element } from '../shell/element.ts';
import { createField } from '../shell/field.ts';
import type { CheckElement, ValueElement } from '../shell/toolkit.ts';
import { hasNoEnd, type ReviewTerms, termsOfForm } from './draft.ts';
import type { ReviewForm } from './review.ts';

const maxSuggestedNames = 50;

/** Returns the part of the form that asks for the outcome, and then until when it is intended or whose it is. */
export function createTermsForm(restored: ReviewTerms, onEdit: () => void) {
  const label = element('label', { slot: 'label' });
  const radios = outcomes.map((value) => element('vscode-radio', { value, name: 'outcome' }));
  const group = element<ValueElement>(
    'vscode-radio-group',
    { orientation: 'vertical', name: 'outcome', value: restored.outcome },
    label,
    ...radios,
  );
  const day = element<HTMLInputElement>('input', { type: 'date', required: '' });
  const endless = element<CheckElement>('vscode-checkbox', { id: 'withoutEnd' });
  const dayField = createField('until', day, endless);
  const team = element<HTMLInputElement>('input', {
    type: 'text',
    list: 'teams',
    autocomplete: 'off',
    required: '',
  });
  const teamNames = element('datalist', { id: 'teams' });
  const teamField = createField('team', team, teamNames);
  const root = element('div', { class: 'form' }, group, dayField.root, teamField.root);

  let form: Pick<ReviewForm, 'days' | 'texts'> | undefined;
  /** The choices that the form shows. The toolkit's elements also report a change if the page itself sets them. */
  let known: Outcome = restored.outcome;
  let isEndless = false;
  const chosen = (): Outcome => outcomes.find((outcome) => outcome === group.value) ?? 'fixed';
  const edited = () => {
    dayField.setFault('');
    teamField.setFault('');
    onEdit();
  };
  const showParts = () => {
    dayField.root.hidden = known !== 'intended';
    teamField.root.hidden = known !== 'not-ours';
    day.disabled = isEndless;
    dayField.setHelp((isEndless ? form?.texts.withoutEndHelp : form?.texts.lastDayHelp) ?? '');
  };
  function fill(from: ReviewTerms): void {
    const { outcome, until = '', team: whose = '' } = from;
    known = outcome;
    group.value = outcome;
    isEndless = hasNoEnd(from);
    endless.checked = isEndless;
    day.value = until;
    team.value = whose;
    showParts();
  }
  function dayFault(): string {
    if (known !== 'intended' || isEndless || !form) return '';
    const { texts, days } = form;
    if (day.value === '') return texts.dayMissing;
    if (day.value < days.min) return texts.dayOver;
    return day.value.length > days.max.length || day.value > days.max ? texts.dayTooFar : '';
  }
  function teamFault(): string {
    if (known !== 'not-ours' || !form) return '';
    const length = team.value.trim().length;
    if (length === 0) return form.texts.teamMissing;
    return length > maxTeamCharacters ? form.texts.teamTooLong : '';
  }

  group.addEventListener('change', () => {
    if (chosen() === known) return;
    known = chosen();
    if (known === 'intended' && day.value === '' && !isEndless) day.value = form?.days.initial ?? '';
    showParts();
    edited();
  });
  day.addEventListener('input', edited);
  team.addEventListener('input', edited);
  endless.addEventListener('change', () => {
    if (isEndless === endless.checked) return;
    isEndless = endless.checked;
    if (!isEndless && day.value === '') day.value = form?.days.initial ?? '';
    showParts();
    edited();
  });
  fill(restored);

  return {
    root,
    fill,
    /** The terms as they stand, also those of outcomes that are not chosen. */
    get terms(): ReviewTerms {
      return termsOfForm({ outcome: known, day: day.value, isEndless, team: team.value });
    },
    show(shown: ReviewForm, outcomeText: string): void {
      form = shown;
      const { texts, days, teams } = shown;
      label.textContent = outcomeText;
      const words = { fixed: texts.fixed, intended: texts.intended, 'not-ours': texts.notOurs };
      for (const [index, outcome] of outcomes.entries()) name(radios[index], words[outcome]);
      dayField.setLabel(texts.lastDay, true);
      name(endless, texts.withoutEnd);
      Object.assign(day, { min: days.min, max: days.max });
      teamField.setLabel(texts.team, true);
      teamField.setHelp(texts.teamHelp);
      const options = teams.slice(0, maxSuggestedNames).map((value) => element('option', { value }));
      teamNames.replaceChildren(...options);
      showParts();
    },
    /** Shows what is missing. Returns whether it can be sent; otherwise the focus is where to go on. */
    check(): boolean {
      const [ofDay, ofTeam] = [dayFault(), teamFault()];
      dayField.setFault(ofDay);
      teamField.setFault(ofTeam);
      if (ofDay !== '') day.focus();
      if (ofTeam !== '') team.focus();
      return ofDay === '' && ofTeam === '';
    },
  };
}

/** Sets text and name: the toolkit's elements keep the name that they had when they were empty. */
function name(control: HTMLElement | undefined, text: string): void {
  if (!control) return;
  control.textContent = text;
  control.setAttribute('aria-label', text);
}
