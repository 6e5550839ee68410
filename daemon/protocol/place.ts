/** Where one user's daemon lives on one machine. Both sides compute it alike; nothing is asked over the wire. */
export interface Place {
  /** Store, log and token. */
  readonly stateDir: string;
  /** Where `config.yaml` is looked for. */
  readonly configDir: string;
  /** A Unix socket's path, or a named pipe on Windows. */
  readonly socket: string;
  /** The folder that must be private to its owner; the state folder unless the path would be too long. */
  readonly socketDir: string;
  /** Holds the token that a client shows in its handshake. */
  readonly tokenFile: string;
}

/** What the computation needs of a machine, so that it needs no Node itself. */
export interface PlaceHost {
  /** `process.platform` */
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly tmp: string;
  /** Hexadecimal digest. */
  hash(text: string): string;
  /** Length in UTF-8. */
  byteLength(text: string): number;
}

/** Unix socket paths are cut silently at 104 (macOS) or 108 bytes; this leaves a margin. */
const longestSocketPath = 100;

export function placeOf(host: PlaceHost): Place {
  const windows = host.platform === 'win32';
  const join = (...parts: string[]) => parts.join(windows ? '\\' : '/');
  const stateDir = host.env.GUARDRAIL_STATE_DIR || join(stateHome(host, join), 'guardrail');
  const configDir = join(host.env.XDG_CONFIG_HOME || configHome(host, join), 'guardrail');
  const tokenFile = join(stateDir, 'daemon.token');
  const id = host.hash(stateDir).slice(0, 16);
  if (windows)
    return { stateDir, configDir, tokenFile, socketDir: stateDir, socket: `\\\\.\\pipe\\guardrail-${id}` };
  const socket = join(stateDir, 'daemon.sock');
  if (host.byteLength(socket) <= longestSocketPath)
    return { stateDir, configDir, tokenFile, socketDir: stateDir, socket };
  const socketDir = join(host.tmp, `guardrail-${id}`);
  return { stateDir, configDir, tokenFile, socketDir, socket: join(socketDir, 'daemon.sock') };
}

type Join = (...parts: string[]) => string;

function stateHome({ platform, env, home }: PlaceHost, join: Join): string {
  if (platform === 'win32') return env.LOCALAPPDATA || join(home, 'AppData', 'Local');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  return env.XDG_STATE_HOME || join(home, '.local', 'state');
}

function configHome({ platform, env, home }: PlaceHost, join: Join): string {
  if (platform === 'win32') return env.APPDATA || join(home, 'AppData', 'Roaming');
  return join(home, '.config');
}
