export type ReferenceLanguage = 'en' | 'ja';

/** The places where VS Code offers commands, in the order in which the table names them. */
export const places = ['palette', 'views', 'rows', 'editor', 'explorer', 'other'] as const;
export type Place = (typeof places)[number];

/** The words of the reference in one language. */
export interface ReferenceWords {
  readonly locale: string;
  readonly intro: string;
  readonly commands: string;
  readonly command: string;
  readonly offeredIn: string;
  readonly id: string;
  readonly places: Readonly<Record<Place, string>>;
  readonly comma: string;
  readonly keys: string;
  readonly noKeys: string;
  readonly key: string;
  readonly macKey: string;
  readonly when: string;
  readonly everywhere: string;
  readonly views: string;
  readonly view: string;
  readonly settings: string;
  readonly setting: string;
  readonly meaning: string;
  readonly values: string;
  readonly default: string;
  readonly scope: string;
  /** By the manifest's `scope`. */
  readonly scopes: Readonly<Record<string, string>>;
}

export const referenceWords: Readonly<Record<ReferenceLanguage, ReferenceWords>> = {
  en: {
    locale: 'en',
    intro: [
      '# Commands, keys, views and settings',
      'Everything that Guardrail adds to VS Code. [日本語](ja/reference.md)',
      '`npm run docs` makes this page from `package.json`.',
    ].join('\n\n'),
    commands: 'Commands',
    command: 'Command',
    offeredIn: 'Offered in',
    id: 'Id',
    places: {
      palette: 'command palette',
      views: 'title of a view',
      rows: 'rows of a view',
      editor: 'editor',
      explorer: 'explorer',
      other: 'other menus',
    },
    comma: ', ',
    keys: 'Keys',
    noKeys: 'No command has a key of its own. **Preferences: Open Keyboard Shortcuts** gives it one.',
    key: 'Key',
    macKey: 'Key on macOS',
    when: 'When',
    everywhere: 'everywhere',
    views: 'Views',
    view: 'View',
    settings: 'Settings',
    setting: 'Setting',
    meaning: 'What it does',
    values: 'Values',
    default: 'Default',
    scope: 'Where it is set',
    scopes: {
      machine: 'user settings of the machine or the remote host',
      application: 'user settings',
      window: 'user or workspace settings',
      resource: 'user, workspace or folder settings',
      'machine-overridable': 'user settings of the machine, or workspace settings',
      'language-overridable': 'user, workspace, folder or language settings',
    },
  },
  ja: {
    locale: 'ja',
    intro: [
      '# コマンド、キー、ビュー、設定',
      'Guardrail が VS Code に追加するものの一覧です。[English](../reference.md)',
      'このページは `npm run docs` が `package.json` から生成します。',
    ].join('\n\n'),
    commands: 'コマンド',
    command: 'コマンド',
    offeredIn: '使える場所',
    id: 'ID',
    places: {
      palette: 'コマンド パレット',
      views: 'ビューのタイトル',
      rows: 'ビューの行',
      editor: 'エディター',
      explorer: 'エクスプローラー',
      other: 'その他のメニュー',
    },
    comma: '、',
    keys: 'キー',
    noKeys: '既定のキーはありません。**基本設定: キーボード ショートカットを開く** で割り当てられます。',
    key: 'キー',
    macKey: 'macOS のキー',
    when: '条件',
    everywhere: '常に',
    views: 'ビュー',
    view: 'ビュー',
    settings: '設定',
    setting: '設定',
    meaning: '内容',
    values: '値',
    default: '既定値',
    scope: '設定できる場所',
    scopes: {
      machine: 'マシンまたはリモート ホストのユーザー設定',
      application: 'ユーザー設定',
      window: 'ユーザー設定、ワークスペース設定',
      resource: 'ユーザー設定、ワークスペース設定、フォルダー設定',
      'machine-overridable': 'マシンのユーザー設定、ワークスペース設定',
      'language-overridable': 'ユーザー設定、ワークスペース設定、フォルダー設定、言語別の設定',
    },
  },
};
