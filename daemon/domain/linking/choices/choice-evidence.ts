import path from 'node:path';
import type { DeclaredAt } from '#protocol/links.ts';
import type { Text } from '../../../base/text.ts';
import type { LinkChoice } from './link-choice.ts';

/** What a person said, as a link's evidence; beside it stays what was computed. */
export const choiceEvidence = {
  chosen({ at }: LinkChoice): Text {
    const day = dayOf(at);
    return { en: `You chose this place on ${day}.`, ja: `${day} にこの場所を選択しました。` };
  },

  /** @param refused Not empty: each took a place away. */
  refused(computed: Text, refused: readonly LinkChoice[], folders: readonly string[]): Text {
    const last = refused.reduce((latest, choice) => (choice.at > latest.at ? choice : latest));
    const day = dayOf(last.at);
    const { logicalId } = last;
    const file = shownFile(last.file, folders);
    const said: Text =
      refused.length === 1
        ? {
            en: `You said on ${day} that it is not ${logicalId} in ${file}.`,
            ja: `${day} に ${file} の ${logicalId} ではないと指定しました。`,
          }
        : {
            en: `You said of ${refused.length} places that it is none of them, the last time on ${day}.`,
            ja: `${refused.length} 箇所について違うと指定しました（最後は ${day}）。`,
          };
    return { en: `${computed.en} ${said.en}`, ja: `${computed.ja}${said.ja}` };
  },

  onlyOneLeft(refused: Text, left: DeclaredAt, folders: readonly string[]): Text {
    const file = shownFile(left.file, folders);
    return {
      en: `${refused.en} Only ${left.logicalId} in ${file} is left.`,
      ja: `${refused.ja}残る候補は ${file} の ${left.logicalId} だけです。`,
    };
  },
};

/** The day on the person's own calendar: `2026-11-24`. */
function dayOf(at: string): string {
  const time = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}

/** As people read a path: below its folder, which is named where there are several. */
function shownFile(file: string, folders: readonly string[]): string {
  for (const folder of folders) {
    const below = path.relative(folder, file);
    if (below === '' || below === '..' || below.startsWith(`..${path.sep}`) || path.isAbsolute(below))
      continue;
    const shown = folders.length > 1 ? path.join(path.basename(folder), below) : below;
    return shown.replaceAll(path.sep, '/');
  }
  return file;
}
