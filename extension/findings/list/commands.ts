import { commands, l10n, type QuickPickItem, ThemeIcon } from 'vscode';
import { groupings, listOrders } from '#protocol/finding-list.ts';
import type { DisposableStore } from '../../tools/disposables.ts';
import { pickRow } from '../../tools/pick-row.ts';
import { showError } from '../../tools/show-error.ts';
import { chooseFilter, type ListParts } from './choose-filter.ts';
import { groupingLabel, orderLabel } from './labels.ts';

/** Registers the commands that group, sort and filter the findings. */
export function registerFindingList(lifetime: DisposableStore, parts: ListParts): void {
  const { choice, shown } = parts;
  const filter = () => chooseFilter(parts).catch(showError);
  const register = (name: string, call: (argument: unknown) => unknown) =>
    lifetime.add(commands.registerCommand(`guardrail.findings.${name}`, call));
  register('groupBy', async () => {
    const groupBy = await chooseOne(groupings, choice.current.groupBy, {
      labelOf: groupingLabel,
      title: l10n.t('Group the findings by'),
    });
    if (groupBy) choice.change({ groupBy });
  });
  register('sortBy', async () => {
    const order = await chooseOne(listOrders, choice.current.order, {
      labelOf: orderLabel,
      title: l10n.t('Sort the findings of each group by'),
    });
    if (order) choice.change({ order });
  });
  register('filter', filter);
  register('changeFilter', filter);
  register('clearFilter', () => choice.change({ filter: {} }));
  register('showMore', (group) => shown.showMore(typeof group === 'string' ? group : undefined));
  const showFiltered = () =>
    void commands.executeCommand('setContext', 'guardrail.findings.filtered', choice.isFiltered);
  showFiltered();
  lifetime.add(choice.onChanged(showFiltered));
}

/** Lets the user choose one value; the one in use is marked. */
async function chooseOne<Value extends string>(
  values: readonly Value[],
  current: Value,
  { labelOf, title }: { labelOf: (value: Value) => string; title: string },
): Promise<Value | undefined> {
  const rows: (QuickPickItem & { readonly value: Value })[] = values.map((value) => ({
    label: labelOf(value),
    value,
    iconPath: new ThemeIcon(value === current ? 'check' : 'blank'),
    ...(value === current && { description: l10n.t('in use') }),
  }));
  return (await pickRow(rows, { title }))?.value;
}
