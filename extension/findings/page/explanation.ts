import { l10n } from 'vscode';
import type { ExplanationView } from '#protocol/finding-details.ts';
import type { ExplanationSection } from '../../../webview/finding/protocol.ts';
import type { Answer } from './page-answer.ts';

/** Returns the section of what AWS Config says of a finding, or what is known of it. */
export function explanationOf({ value, problem, isAwaited }: Answer<ExplanationView>): ExplanationSection {
  const { description, annotation } = value ?? {};
  const isEmpty = description === undefined && annotation === undefined;
  const note = isAwaited
    ? l10n.t('Asking AWS Config …')
    : problem !== undefined
      ? l10n.t('AWS Config could not be asked: {0}', problem)
      : value && isEmpty
        ? l10n.t('AWS Config has no description of this rule and no remark on this resource.')
        : undefined;
  return {
    title: l10n.t('What AWS Config Says'),
    facts: [
      ...(description === undefined ? [] : [[l10n.t('Description'), description] as const]),
      ...(annotation === undefined ? [] : [[l10n.t('Remark'), annotation] as const]),
    ],
    ...(note !== undefined && { note }),
    ...(problem !== undefined && !isAwaited && { retry: l10n.t('Try Again') }),
  };
}
