import path from 'node:path';
import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { listOf } from '../../tools/lists.ts';
import { numberOf } from '../../tools/numbers.ts';
import { readSince } from '../../tools/relative-time.ts';
import { gapsSentence } from '../problems/gaps-sentence.ts';
import { headlineOf } from '../problems/headlines.ts';
import { remedyOf } from '../problems/remedies.ts';
import { type CoverageFacts, type CoverageNode, coverageChildren } from './coverage-nodes.ts';
import { type CoverageCause, placesOf } from './group-coverage.ts';
import { openFailed } from './open-failed.ts';

/** Returns the row of what was read or not. Tooltips are plain strings: text from AWS is never markup. */
export function coverageItem(node: CoverageNode): TreeItem {
  if ('coverage' in node) return rootItem(node.coverage, coverageChildren(node).length > 0);
  if ('cause' in node) return causeItem(node.cause);
  if ('step' in node) return stepItem(node.step);
  if ('place' in node) {
    const { entry, sources } = node.place;
    const { account, region, problem = '', readAt } = entry;
    const facts = [region === '' ? '' : account, listOf(sources), readSince(readAt, new Date())];
    return plainItem({
      id: `coverage:${entry.code}:${account} ${region}`,
      // Most places of one cause differ in their region alone, so that comes first.
      label: region === '' ? account : region,
      icon: 'circle-slash',
      description: facts.filter((fact) => fact !== '').join(' · '),
      tooltip: problem,
    });
  }
  if ('template' in node) {
    const { file, error, isFolder } = node.template;
    const item = plainItem({
      id: `coverage:${file}`,
      label: path.basename(file),
      icon: isFolder ? 'folder' : 'file-code',
      description: error,
      tooltip: `${file}\n${error}`,
    });
    item.command = openFailed(node.template);
    return item;
  }
  return plainItem({
    id: `coverage:purpose:${node.purpose}`,
    label: l10n.t('Not read on purpose'),
    icon: 'info',
    description: node.purpose,
    tooltip: node.purpose,
  });
}

function rootItem({ failed, read, lastSync }: CoverageFacts, hasChildren: boolean): TreeItem {
  const isGap = failed.length > 0;
  const label = isGap ? l10n.t('Not everything was read') : l10n.t('Coverage');
  const gaps = gapsSentence(failed.filter(({ source }) => source !== 'tickets').length);
  const item = plainItem({
    id: `coverage:${isGap}`,
    label,
    icon: isGap ? 'warning' : 'telescope',
    description: isGap ? gaps : [placesLabel(read), readSince(lastSync, new Date())].join(' · '),
    tooltip: isGap ? gaps : everythingRead(read),
  });
  if (isGap) item.iconPath = new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  if (hasChildren) item.collapsibleState = TreeItemCollapsibleState.Collapsed;
  item.contextValue = 'notice';
  return item;
}

function placesLabel(count: number): string {
  return count === 1 ? l10n.t('1 place') : l10n.t('{0} places', numberOf(count));
}

/** @param count Places that were read. */
export function everythingRead(count: number): string {
  return count === 1
    ? l10n.t('Everything was read (1 place).')
    : l10n.t('Everything was read ({0} places).', numberOf(count));
}

function causeItem(cause: CoverageCause): TreeItem {
  const [first] = cause.places;
  const count = placesOf(cause).length;
  const where =
    count === 1 && first
      ? `${first.account} ${first.region}`.trim()
      : l10n.t('{0} accounts × regions', numberOf(count));
  const item = plainItem({
    id: `coverage:cause:${cause.code}`,
    label: headlineOf(cause.code, first?.problem),
    icon: 'warning',
    description: where,
    tooltip: first?.problem ?? '',
  });
  item.collapsibleState = TreeItemCollapsibleState.Collapsed;
  return item;
}

/** The sentence of the first place: it says what to do, which is the same for all of them. */
function stepItem({ code, places: [first] }: CoverageCause): TreeItem {
  const action = remedyOf(code);
  const sentence = first?.problem ?? '';
  const item = plainItem({
    id: `coverage:step:${code}`,
    label: action?.title ?? l10n.t('Next step'),
    icon: 'lightbulb',
    description: sentence,
    tooltip: sentence,
  });
  if (action) item.command = { command: action.command, title: action.title };
  return item;
}

function plainItem({
  id,
  label,
  icon,
  description,
  tooltip,
}: {
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  readonly description: string;
  readonly tooltip: string;
}): TreeItem {
  const item = new TreeItem(label);
  item.id = id;
  item.iconPath = new ThemeIcon(icon);
  item.description = description;
  item.tooltip = tooltip;
  item.accessibilityInformation = { label: `${label}: ${description}` };
  return item;
}
