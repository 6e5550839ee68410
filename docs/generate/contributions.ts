/** Makes `docs/guide/reference.md` and its Japanese version from `package.json`: what the extension adds to VS Code. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type Place,
  places,
  type ReferenceLanguage,
  type ReferenceWords,
  referenceWords,
} from './reference-words.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The generated documents, absolute paths. */
export const referenceDocuments: Readonly<Record<ReferenceLanguage, string>> = {
  en: path.join(root, 'docs/guide/reference.md'),
  ja: path.join(root, 'docs/guide/ja/reference.md'),
};

interface MenuEntry {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}

interface Key {
  readonly command: string;
  readonly key: string;
  readonly mac?: string;
  readonly when?: string;
}

interface Setting {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly scope?: string;
  readonly order?: number;
  readonly description?: string;
  readonly markdownDescription?: string;
}

interface SettingsSection {
  readonly title: string;
  readonly order?: number;
  readonly properties: Readonly<Record<string, Setting>>;
}

/** The part of `contributes` in `package.json` that the reference shows. */
export interface Contributions {
  readonly commands: readonly { readonly command: string; readonly title: string }[];
  readonly menus?: Readonly<Record<string, readonly MenuEntry[]>>;
  readonly submenus?: readonly { readonly id: string }[];
  readonly keybindings?: readonly Key[];
  readonly configuration: SettingsSection | readonly SettingsSection[];
  readonly views: Readonly<Record<string, readonly { readonly id: string; readonly name: string }[]>>;
}

/** Returns one document. Throws if a text of the manifest has no translation. */
export function referenceText(language: ReferenceLanguage): string {
  const { contributes } = JSON.parse(read('package.json')) as { contributes: Contributions };
  const texts = JSON.parse(read(language === 'en' ? 'package.nls.json' : 'package.nls.ja.json'));
  return referenceOf(contributes, texts, referenceWords[language]);
}

/** @param texts The texts of the manifest's `%keys%`. */
export function referenceOf(
  contributes: Contributions,
  texts: Readonly<Record<string, string>>,
  words: ReferenceWords,
): string {
  const translated = (text: string) =>
    text.replace(/^%(.+)%$/, (_, key: string) => {
      const found = texts[key];
      if (found === undefined) throw new Error(`The manifest's text ${key} has no translation.`);
      return found;
    });
  const titles = new Map(contributes.commands.map(({ command, title }) => [command, translated(title)]));
  return `${[
    words.intro,
    `## ${words.commands}\n\n${commandTable(contributes, titles, words)}`,
    `## ${words.keys}\n\n${keyTable(contributes.keybindings ?? [], titles, words)}`,
    `## ${words.views}\n\n${viewTable(contributes, translated, words)}`,
    `## ${words.settings}\n\n${settingTables(contributes, translated, words)}`,
  ].join('\n\n')}\n`;
}

function commandTable(
  contributes: Contributions,
  titles: Map<string, string>,
  words: ReferenceWords,
): string {
  const rows = [...titles]
    .map(([command, title]) => [
      `**${title}**`,
      placesOf(command, contributes)
        .map((place) => words.places[place])
        .join(words.comma),
      `\`${command}\``,
    ])
    .sort(([a = ''], [b = '']) => a.localeCompare(b, words.locale));
  return table([words.command, words.offeredIn, words.id], rows);
}

function placesOf(command: string, contributes: Contributions): Place[] {
  const { menus = {} } = contributes;
  const submenus = new Set((contributes.submenus ?? []).map(({ id }) => id));
  const inMenus = Object.entries(menus).flatMap(([menu, entries]): Place[] => {
    if (menu === 'commandPalette' || !entries.some((entry) => entry.command === command)) return [];
    // A submenu is offered where another menu names it.
    if (!submenus.has(menu)) return [placeOf(menu)];
    return Object.entries(menus).flatMap(([outer, named]) =>
      named.some(({ submenu }) => submenu === menu) ? [placeOf(outer)] : [],
    );
  });
  const hidden = menus.commandPalette?.find((entry) => entry.command === command)?.when === 'false';
  const found = new Set<Place>([...(hidden ? [] : ['palette' as const]), ...inMenus]);
  return places.filter((place) => found.has(place));
}

function placeOf(menu: string): Place {
  if (menu === 'view/title') return 'views';
  if (menu.startsWith('view/item')) return 'rows';
  if (menu.startsWith('editor')) return 'editor';
  return menu.startsWith('explorer') ? 'explorer' : 'other';
}

function keyTable(keys: readonly Key[], titles: Map<string, string>, words: ReferenceWords): string {
  if (keys.length === 0) return words.noKeys;
  const rows = keys.map(({ command, key, mac, when }) => [
    `**${titles.get(command) ?? command}**`,
    `\`${key}\``,
    `\`${mac ?? key}\``,
    when === undefined ? words.everywhere : `\`${when}\``,
  ]);
  return table([words.command, words.key, words.macKey, words.when], rows);
}

function viewTable(
  { views }: Contributions,
  translated: (text: string) => string,
  words: ReferenceWords,
): string {
  const rows = Object.values(views)
    .flat()
    .map(({ id, name }) => [`**${translated(name)}**`, `\`${id}\``]);
  return table([words.view, words.id], rows);
}

function settingTables(
  { configuration }: Contributions,
  translated: (text: string) => string,
  words: ReferenceWords,
): string {
  const sections = Array.isArray(configuration) ? configuration : [configuration];
  return (sections as readonly SettingsSection[])
    .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .map(({ title, properties }) => {
      const rows = Object.entries(properties)
        .sort(([, a], [, b]) => (a.order ?? 0) - (b.order ?? 0))
        .map(([id, setting]) => [
          `\`${id}\``,
          translated(setting.markdownDescription ?? setting.description ?? ''),
          valuesOf(setting),
          `\`${JSON.stringify(setting.default)}\``,
          words.scopes[setting.scope ?? 'window'] ?? setting.scope ?? '',
        ]);
      const heading = sections.length > 1 ? `### ${translated(title)}\n\n` : '';
      return heading + table([words.setting, words.meaning, words.values, words.default, words.scope], rows);
    })
    .join('\n\n');
}

function valuesOf({ type, enum: values }: Setting): string {
  const named = values ?? [type ?? ''].flat();
  return named.map((value) => (values ? `\`${JSON.stringify(value)}\`` : value)).join(', ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}
