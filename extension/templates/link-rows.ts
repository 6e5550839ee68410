import { l10n, type QuickPickItem, QuickPickItemKind } from 'vscode';
import type { FindingView } from '#protocol/findings.ts';
import type { Declarations, TemplatePlace } from '#protocol/links.ts';
import { placeLabel } from '../findings/labels.ts';
import { placesOf } from '../findings/template-places.ts';

/** The user's answer: a place, another place, none of the places that are shown, or that the choice is forgotten. */
export type LinkAnswer =
  | { readonly place: TemplatePlace }
  | { readonly place?: never; readonly want: 'another' | 'none' | 'forget' };

/** A row without an answer is a line between groups. */
export type LinkRow = QuickPickItem & { readonly answer?: LinkAnswer };

/** Returns the places that are known, then every other answer. */
export function linkRows({ link }: FindingView): LinkRow[] {
  const places = placesOf(link);
  const linked = link?.place !== undefined;
  return [
    ...(places.length > 0 ? [separator(linked ? l10n.t('Linked to') : l10n.t('Candidates'))] : []),
    ...places.map(placeRow),
    separator(l10n.t('Other options')),
    {
      label: l10n.t('Another resource…'),
      detail: l10n.t('Any declaration of a matching type in this workspace'),
      answer: { want: 'another' },
    },
    ...(places.length > 0
      ? [
          {
            label: places.length === 1 ? l10n.t('Not this one') : l10n.t('None of these'),
            detail: l10n.t('Guardrail does not suggest them for this resource again.'),
            answer: { want: 'none' } as const,
          },
        ]
      : []),
    ...(link?.choice
      ? [
          {
            label: l10n.t('Clear the choice'),
            detail: l10n.t('Guardrail links it automatically again.'),
            answer: { want: 'forget' } as const,
          },
        ]
      : []),
  ];
}

export function declarationRows({ places }: Declarations): LinkRow[] {
  return places.map(placeRow);
}

function placeRow(place: TemplatePlace): LinkRow {
  return { label: place.logicalId, description: placeLabel(place), answer: { place } };
}

function separator(label: string): LinkRow {
  return { label, kind: QuickPickItemKind.Separator };
}
