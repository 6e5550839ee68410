/**
 * A `vscode` for unit tests. It has the part of the API that the extension uses, without its behaviour. It records every
 * disposable that it returned and that is not disposed of. Messages and questions are dismissed at once.
 */

const undisposed = new Map<object, string>();

/** Returns the names of the objects that are not disposed of, in the order in which they were made. */
export function undisposedNames(): string[] {
  return [...undisposed.values()];
}

/** Forgets the objects and records of earlier tests. */
export function resetVsCode(): void {
  undisposed.clear();
  commandHandlers.clear();
  panels.length = 0;
  serializers.clear();
}

interface Disposed {
  dispose(): void;
}

/** Records `members` under `name` until its `dispose` is called. */
export function recorded<Members extends object>(
  name: string,
  members: Members,
  onDispose: () => void = () => {},
): Members & Disposed {
  const made = Object.assign(members, {
    dispose() {
      if (undisposed.delete(made)) onDispose();
    },
  });
  undisposed.set(made, name);
  return made;
}

type Listener<Value> = (value: Value) => unknown;
type Event<Value> = (listener: Listener<Value>) => Disposed;

function eventOf<Value>(name: string, listeners = new Set<Listener<Value>>()): Event<Value> {
  return (listener) => {
    listeners.add(listener);
    return recorded(`listener of ${name}`, {}, () => listeners.delete(listener));
  };
}

export class EventEmitter<Value> {
  private readonly listeners = new Set<Listener<Value>>();
  private readonly record = recorded('EventEmitter', {});
  readonly event = eventOf('an EventEmitter', this.listeners);

  fire(value: Value): void {
    for (const listener of [...this.listeners]) listener(value);
  }

  dispose(): void {
    this.listeners.clear();
    this.record.dispose();
  }
}

export class Disposable {
  readonly dispose: () => void;
  constructor(dispose: () => void) {
    this.dispose = dispose;
  }
}

export class Uri {
  readonly path: string;
  constructor(path: string) {
    this.path = path;
  }
  static file = (path: string) => new Uri(path);
  static parse = (path: string) => new Uri(path);
  static from = ({ scheme, path, query }: { scheme: string; path: string; query: string }) =>
    Object.assign(new Uri(path), { scheme, query });
  static joinPath = ({ path }: Uri, ...parts: string[]) => new Uri([path, ...parts].join('/'));
  toString(): string {
    return this.path;
  }
}

export class TreeItem {
  readonly label: string;
  constructor(label: string) {
    this.label = label;
  }
}
export class ThemeIcon {
  readonly id: string;
  readonly color?: ThemeColor;
  constructor(id: string, color?: ThemeColor) {
    this.id = id;
    if (color) this.color = color;
  }
}
export class FileDecoration {
  readonly badge: string;
  readonly tooltip: string;
  readonly color: ThemeColor | undefined;
  constructor(badge: string, tooltip: string, color?: ThemeColor) {
    this.badge = badge;
    this.tooltip = tooltip;
    this.color = color;
  }
}
export class MarkdownString {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}
export class ThemeColor extends ThemeIcon {}
export class Position {}
export class Range {}
export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export const StatusBarAlignment = { Left: 1, Right: 2 };
export class CancellationTokenSource {
  private readonly listeners = new Set<Listener<void>>();
  readonly token = {
    isCancellationRequested: false,
    onCancellationRequested: eventOf('a CancellationToken', this.listeners),
  };
  cancel() {
    this.token.isCancellationRequested = true;
    for (const listener of [...this.listeners]) listener();
  }
  dispose() {
    this.listeners.clear();
  }
}
export const ProgressLocation = { Notification: 15 };
export const QuickPickItemKind = { Separator: -1, Default: 0 };
export const ConfigurationTarget = { Global: 1 };
export const ViewColumn = { Active: -1 };
export class TabInputWebview {}
export const LogLevel = { Off: 0 };

export const l10n = {
  bundle: undefined as Record<string, string> | undefined,
  t: (text: string, ...values: unknown[]) => text.replace(/\{(\d)\}/g, (_, index) => String(values[index])),
};

export const env = { language: 'en', remoteName: undefined, clipboard: { writeText: async () => {} } };

const commandHandlers = new Map<string, (...given: unknown[]) => unknown>();
export const commands = {
  registerCommand(name: string, handler: (...given: unknown[]) => unknown) {
    commandHandlers.set(name, handler);
    return recorded(`command ${name}`, {}, () => commandHandlers.delete(name));
  },
  executeCommand: async (name: string, ...given: unknown[]) => commandHandlers.get(name)?.(...given),
};

export interface FakePanel extends Disposed {
  readonly viewType: string;
  readonly posted: unknown[];
  readonly webview: { html: string };
  title: string;
  /** The page sends a message. */
  send(message: unknown): void;
  /** The user closes the panel. */
  close(): void;
}
/** Panels, in the order in which they were made. */
export const panels: FakePanel[] = [];
const serializers = new Map<string, { deserializeWebviewPanel(panel: unknown, state: unknown): unknown }>();

/** Opens a panel as VS Code does after a reload of the window. */
export function restorePanel(viewType: string, state: unknown): FakePanel {
  const panel = createPanel(viewType, '');
  serializers.get(viewType)?.deserializeWebviewPanel(panel, state);
  return panel;
}

function createPanel(viewType: string, title: string): FakePanel {
  const posted: unknown[] = [];
  const fromPage = new Set<Listener<unknown>>();
  const closed = new Set<Listener<void>>();
  const panel = recorded(
    `panel ${viewType}`,
    {
      viewType,
      title,
      posted,
      reveal() {},
      onDidDispose: eventOf('onDidDispose', closed),
      send: (message: unknown) => [...fromPage].map((listener) => listener(message)),
      close: () => panel.dispose(),
      webview: {
        html: '',
        options: {},
        cspSource: 'vscode-resource:',
        asWebviewUri: (uri: Uri) => uri,
        postMessage: async (message: unknown) => posted.push(message),
        onDidReceiveMessage: eventOf('onDidReceiveMessage', fromPage),
      },
    },
    () => {
      for (const listener of [...closed]) listener();
    },
  );
  panels.push(panel);
  return panel;
}

const dismissed = async () => undefined;
/** Messages that were shown, in their order. */
export const shownErrors: string[] = [];
/** The buttons of the last error's message, in their order. */
export let errorButtons: readonly string[] = [];
export const window = {
  createOutputChannel: () =>
    recorded('output channel', {
      ...{ debug() {}, info() {}, warn() {}, error() {}, show() {} },
      ...{ logLevel: LogLevel.Off, onDidChangeLogLevel: eventOf('onDidChangeLogLevel') },
    }),
  createTreeView: (name: string) =>
    recorded(`tree ${name}`, { visible: false, onDidChangeVisibility: eventOf(`visibility of ${name}`) }),
  onDidChangeActiveTextEditor: eventOf('window.onDidChangeActiveTextEditor'),
  onDidChangeTextEditorSelection: eventOf('window.onDidChangeTextEditorSelection'),
  registerFileDecorationProvider: () => recorded('decorations', {}),
  createStatusBarItem: (name: string) => recorded(`status bar item ${name}`, { show() {}, hide() {} }),
  activeTextEditor: undefined,
  visibleTextEditors: [],
  onDidChangeVisibleTextEditors: eventOf('window.onDidChangeVisibleTextEditors'),
  createTextEditorDecorationType: () => recorded('decoration type', {}),
  createWebviewPanel: createPanel,
  registerWebviewPanelSerializer(
    viewType: string,
    serializer: { deserializeWebviewPanel(panel: unknown, state: unknown): unknown },
  ) {
    serializers.set(viewType, serializer);
    return recorded(`serializer ${viewType}`, {}, () => serializers.delete(viewType));
  },
  tabGroups: { activeTabGroup: { activeTab: undefined } },
  state: { focused: true, active: true },
  onDidChangeWindowState: eventOf('window.onDidChangeWindowState'),
  showInformationMessage: dismissed,
  showWarningMessage: dismissed,
  showQuickPick: dismissed,
  withProgress: dismissed,
  async showErrorMessage(message: string, ...buttons: string[]) {
    shownErrors.push(message);
    errorButtons = buttons;
  },
};

export const authentication = {
  registerAuthenticationProvider: (name: string) => recorded(`authentication provider ${name}`, {}),
};

export const LanguageStatusSeverity = { Information: 0, Warning: 1, Error: 2 };
export const languages = {
  createLanguageStatusItem: (name: string) => recorded(`language status ${name}`, {}),
};

export const workspace = {
  isTrusted: true,
  workspaceFolders: [],
  getConfiguration: () => ({ get: () => undefined, update: async () => {} }),
  textDocuments: [],
  asRelativePath: (file: string) => file,
  getWorkspaceFolder: () => undefined,
  createFileSystemWatcher: () => recorded('file watcher', {}),
  registerTextDocumentContentProvider: () => recorded('content provider', {}),
  onDidChangeConfiguration: eventOf('workspace.onDidChangeConfiguration'),
  onDidChangeWorkspaceFolders: eventOf('workspace.onDidChangeWorkspaceFolders'),
  onDidChangeTextDocument: eventOf('workspace.onDidChangeTextDocument'),
  onDidGrantWorkspaceTrust: eventOf('workspace.onDidGrantWorkspaceTrust'),
};
