import { type DivergenceCode, type DivergenceView, divergenceCodes } from '#protocol/divergence.ts';
import { printableLine } from '../base/printable.ts';
import { oneOf } from './command.ts';

/** The values of `--divergence`. `any`: every finding or ticket that has one. */
const choices = ['any', ...divergenceCodes] as const;

/** How the option stands in a command's usage. */
export const divergenceUsage = `[--divergence any|CODE]`;

interface Diverging {
  readonly divergences?: readonly DivergenceView[];
}

/** Reads `--divergence`. @throws UsageError for a word that is not a code */
export function divergenceOption(value: unknown): DivergenceCode | 'any' | undefined {
  return oneOf('--divergence', value, choices);
}

/** Returns the divergences that the option asks for. */
export function chosenDivergences(
  { divergences = [] }: Diverging,
  wanted: DivergenceCode | 'any',
): readonly DivergenceView[] {
  return wanted === 'any' ? divergences : divergences.filter(({ code }) => code === wanted);
}

/** Returns a block for each item: its heading, then each divergence with its next step. Nothing is cut. */
export function divergenceBlocks<Item extends Diverging>(
  items: readonly Item[],
  wanted: DivergenceCode | 'any',
  { heading, next }: { heading(item: Item): string; next(step: string): string },
): string {
  return items
    .flatMap((item) => [
      heading(item),
      ...chosenDivergences(item, wanted).flatMap((divergence) => [
        `  ${divergence.text}`,
        `  ${next(divergence.next)}`,
      ]),
    ])
    .map((line) => `${printableLine(line)}\n`)
    .join('');
}
