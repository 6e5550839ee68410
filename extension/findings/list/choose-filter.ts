import { l10n, type QuickPickItem, ThemeIcon, window } from 'vscode';
import type { FilterChoice, FilterChoices, FindingFilter } from '#protocol/finding-list.ts';
import { numberOf } from '../../tools/numbers.ts';
import { pickRow, pickRows } from '../../tools/pick-row.ts';
import { stateLabel } from '../labels.ts';
import { severityLabel } from '../severity.ts';
import { filterLabel, newSinceLabel } from './labels.ts';
import type { LastLook } from './last-look.ts';
import { isFiltering, type ListChoice } from './list-choice.ts';
import type { ShownFindings } from './shown-findings.ts';

const maxTextCharacters = 200;

type Step = 'text' | 'severities' | 'states' | 'accounts' | 'rules' | 'mine' | 'isNew' | 'clear';

/** The parts of the list that its commands use. */
export interface ListParts {
  readonly choice: ListChoice;
  readonly shown: ShownFindings;
  readonly look: LastLook;
  /** Whether tickets were ever read: if not, a finding without one may have one. */
  readonly ticketsRead: () => boolean;
}

/** Asks what to filter by, and then for its values. Escape in a list leaves the filter as it was. */
export async function chooseFilter({ choice, shown, look, ticketsRead }: ListParts): Promise<void> {
  const choices = await shown.filterChoices();
  const { filter } = choice.current;
  const change = (part: FindingFilter) => choice.change({ filter: { ...choice.current.filter, ...part } });
  const label = (part: FindingFilter) => filterLabel(part, ticketsRead());
  const rows = stepRows(filter, choices, { label, since: look.since });
  const step = (await pickRow(rows, { title: l10n.t('Filter the findings by') }))?.step;
  switch (step) {
    case undefined:
      return;
    case 'text':
      return askText(choice);
    case 'mine':
      return change({ mine: !filter.mine });
    case 'isNew':
      return change({ isNew: !filter.isNew });
    case 'clear':
      return choice.change({ filter: {} });
    case 'severities': {
      const severities = await pickValues(choices.severities, filter.severities, severityLabel);
      return severities && change({ severities });
    }
    case 'states': {
      const states = await pickValues(choices.states, filter.states, (state) =>
        stateLabel(state, ticketsRead()),
      );
      return states && change({ states });
    }
    case 'accounts': {
      const accounts = await pickValues(choices.accounts, filter.accounts);
      return accounts && change({ accounts });
    }
    case 'rules': {
      const rules = await pickValues(choices.rules, filter.rules);
      return rules && change({ rules });
    }
  }
}

function stepRows(
  filter: FindingFilter,
  { mine, fresh }: FilterChoices,
  { label, since }: { readonly label: (part: FindingFilter) => string; readonly since: string | undefined },
): (QuickPickItem & { readonly step: Step })[] {
  const { text, severities, states, accounts, rules } = filter;
  const row = (step: Step, icon: string, name: string, description: string) => ({
    ...{ step, label: name, description },
    iconPath: new ThemeIcon(icon),
  });
  const isOn = (on: boolean | undefined) => (on ? 'check' : 'blank');
  // A screen reader does not read the mark.
  const saying = (on: boolean | undefined, words: string) =>
    [on && l10n.t('in use'), words].filter(Boolean).join(' · ');
  return [
    row('text', 'search', l10n.t('Text…'), text ? label({ text }) : ''),
    row('severities', 'warning', l10n.t('Severity…'), severities ? label({ severities }) : ''),
    row('states', 'circle-outline', l10n.t('State…'), states ? label({ states }) : ''),
    row('accounts', 'organization', l10n.t('Account…'), accounts ? label({ accounts }) : ''),
    row('rules', 'law', l10n.t('Rule…'), rules ? label({ rules }) : ''),
    row('mine', isOn(filter.mine), l10n.t('Only Mine'), saying(filter.mine, mineWords(mine))),
    row(
      'isNew',
      isOn(filter.isNew),
      l10n.t('Only New'),
      saying(filter.isNew, [numberOf(fresh), newSinceLabel(since)].join(' · ')),
    ),
    ...(isFiltering(filter) ? [row('clear', 'clear-all', l10n.t('Clear Filter'), label(filter))] : []),
  ];
}

function mineWords(mine: number | undefined): string {
  if (mine === undefined) return l10n.t('Jira has not said yet who you are');
  return mine === 1 ? l10n.t('1 is assigned to you') : l10n.t('{0} are assigned to you', numberOf(mine));
}

/** Resolves to the chosen values; to `undefined` if the user leaves. Choosing no value filters nothing. */
async function pickValues<Value extends string>(
  choices: readonly FilterChoice<Value>[],
  chosen: readonly Value[] | undefined,
  labelOf?: (value: Value) => string,
): Promise<readonly Value[] | undefined> {
  // A chosen value that no finding has any more can still be taken back.
  const gone = (chosen ?? []).filter((value) => !choices.some((choice) => choice.value === value));
  const all: FilterChoice<Value>[] = [...choices, ...gone.map((value) => ({ value, count: 0 }))];
  const rows = all.map(({ value, label, count }) => ({
    value,
    label: labelOf?.(value) ?? label ?? value,
    description: [label !== undefined && label !== value && value, numberOf(count)]
      .filter(Boolean)
      .join(' · '),
    picked: chosen?.includes(value) === true,
  }));
  const picked = await pickRows(rows, {
    title: l10n.t('Show only these'),
    placeHolder: l10n.t('Nothing checked shows everything'),
    matchOnDescription: true,
  });
  return picked?.map(({ value }) => value);
}

/** The list follows each key, as fast as the daemon answers, and keeps the text when the box closes. */
async function askText(choice: ListChoice): Promise<void> {
  const show = (text: string) => {
    const { text: _text, ...rest } = choice.current.filter;
    choice.change({ filter: { ...rest, ...(text.trim() !== '' && { text: text.trim() }) } });
  };
  const box = window.createInputBox();
  box.title = l10n.t('Filter the findings by text');
  box.placeholder = l10n.t('Key, title, rule, resource, account, ticket, assignee or file');
  box.value = choice.current.filter.text ?? '';
  const showTyped = () => show(box.value.slice(0, maxTextCharacters));
  try {
    await new Promise<void>((resolve) => {
      box.onDidChangeValue(showTyped);
      box.onDidAccept(resolve);
      box.onDidHide(resolve);
      box.show();
    });
  } finally {
    showTyped();
    box.dispose();
  }
}
