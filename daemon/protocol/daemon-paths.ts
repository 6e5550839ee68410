/** The files and the socket of one user's daemon on one machine. Both sides compute the same paths. */
export interface DaemonPaths {
  /** Store, log and token. */
  readonly stateDir: string;
  /** The folder of `config.yaml`. */
  readonly configDir: string;
  /** A Unix socket's path, or a named pipe on Windows. */
  readonly socket: string;
  /** The folder that must be private to its owner; the state folder unless the path would be too long. */
  readonly socketDir: string;
  /** Contains the token that a client sends in its handshake. */
  readonly tokenFile: string;
  /** Contains the `DaemonRecord` of the daemon that runs. */
  readonly recordFile: string;
}

/**
 * Written by the daemon when it starts. Its socket differs from the one that a client computes if the two have different
 * temporary folders (`TMPDIR`) and the path in the state folder is too long.
 */
export interface DaemonRecord {
  readonly pid: number;
  readonly socket: string;
  /** The name of its machine; absent in the record of an older daemon. Machines may share a home folder. */
  readonly host?: string;
}

/** Returns `undefined` if the text is not a complete record. */
export function parseDaemonRecord(text: string): DaemonRecord | undefined {
  try {
    const { pid, socket, host } = JSON.parse(text) as Partial<DaemonRecord>;
    if (typeof pid !== 'number' || typeof socket !== 'string') return undefined;
    return { pid, socket, ...(typeof host === 'string' && { host }) };
  } catch {
    return undefined;
  }
}

/** Returns the sockets at which a client looks for the daemon, in this order. */
export function addressesOf(paths: DaemonPaths, record: DaemonRecord | undefined): string[] {
  return [...new Set([...(record ? [record.socket] : []), paths.socket])];
}

/** The facts of a machine that the paths depend on. They are given, so that this file does not need Node. */
export interface Machine {
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
const maxSocketPathBytes = 100;

export function daemonPathsOf(host: Machine): DaemonPaths {
  const windows = host.platform === 'win32';
  const join = (...parts: string[]) => parts.join(windows ? '\\' : '/');
  const stateDir = host.env.GUARDRAIL_STATE_DIR || join(stateHome(host, join), 'guardrail');
  const configDir = join(host.env.XDG_CONFIG_HOME || configHome(host, join), 'guardrail');
  const tokenFile = join(stateDir, 'daemon.token');
  const recordFile = join(stateDir, 'daemon.json');
  const files = { stateDir, configDir, tokenFile, recordFile };
  const id = host.hash(stateDir).slice(0, 16);
  if (windows) return { ...files, socketDir: stateDir, socket: `\\\\.\\pipe\\guardrail-${id}` };
  const socket = join(stateDir, 'daemon.sock');
  if (host.byteLength(socket) <= maxSocketPathBytes) return { ...files, socketDir: stateDir, socket };
  const socketDir = join(host.tmp, `guardrail-${id}`);
  return { ...files, socketDir, socket: join(socketDir, 'daemon.sock') };
}

/**
 * Returns the paths of the daemon that serves the sample organization: a folder of its own, so that invented and real data are
 * never in one store, and both daemons can run at the same time.
 */
export function samplePathsOf(host: Machine): DaemonPaths {
  const { stateDir } = daemonPathsOf(host);
  const sample = [stateDir, 'sample'].join(host.platform === 'win32' ? '\\' : '/');
  const env = { ...host.env, GUARDRAIL_STATE_DIR: sample, XDG_CONFIG_HOME: sample, APPDATA: sample };
  return daemonPathsOf({ ...host, env });
}

type Join = (...parts: string[]) => string;

function stateHome({ platform, env, home }: Machine, join: Join): string {
  if (platform === 'win32') return env.LOCALAPPDATA || join(home, 'AppData', 'Local');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  return env.XDG_STATE_HOME || join(home, '.local', 'state');
}

function configHome({ platform, env, home }: Machine, join: Join): string {
  if (platform === 'win32') return env.APPDATA || join(home, 'AppData', 'Roaming');
  return join(home, '.config');
}
