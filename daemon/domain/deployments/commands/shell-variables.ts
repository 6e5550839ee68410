import path from 'node:path';
import type { Expand, Reference, Word } from './shell-words.ts';

/** Variable → its value. `undefined` if it has several values or one that is known only at run time. */
export type Values = ReadonlyMap<string, string | undefined>;

/** The location of a script, for expressions that name its folder. */
export interface Home {
  readonly folder: string;
  readonly root: string;
}

/** Pipeline variables that contain the folder of the checked-out repository. */
const checkouts = /^(GITHUB_WORKSPACE|CODEBUILD_SRC_DIR|CI_PROJECT_DIR|BITBUCKET_CLONE_DIR|WORKSPACE)$/;
const ownFolder = /^dirname\s+"?\$(0|\{?BASH_SOURCE(\[0\])?\}?|\{0\})"?$/;
const folderOfFolder =
  /^cd\s+(--\s+)?"?\$\((dirname[^)]*)\)([\w./-]*)"?\s*(>\s*\/dev\/null\s*)?&&\s*pwd(\s+-P)?$/;
const assignment = /^([A-Za-z_]\w*)=/;
const declaring = new Set(['export', 'readonly', 'local', 'declare', 'typeset', 'set']);
const reading = new Set(['read', 'unset', 'mapfile']);
/** Variables that are assigned in branches nested deeper than this have no known values. */
const maxBranches = 64;

/**
 * The values of a script's variables while it is read from top to bottom. A value that is assigned in one of
 * several branches is known only inside that branch.
 */
export class ShellVariables {
  /** Values that the script assigns. They take precedence over given values. */
  private readonly values = new Map<string, string | undefined>();
  private readonly given: Values;
  private readonly home: Home;
  /** Variables that the open branches assign, outermost first. */
  private readonly branches: Set<string>[] = [];
  /** Number of open branches that are nested deeper than `branches` can hold. */
  private deeper = 0;

  constructor(given: Values, home: Home) {
    this.given = given;
    this.home = home;
  }

  readonly expand: Expand = ({ kind, body }: Reference) => {
    if (kind === 'name') return this.valueOf(body);
    if (kind === 'braces') return this.braces(body);
    if (kind === 'mustache') return this.valueOf(body.trim().replace(/^(?:env)?\./, ''));
    // Make and Azure write variables in this form. The shell writes commands in it.
    if (kind === 'parentheses' && this.given.has(body)) return this.given.get(body);
    return this.folderNamed(body.trim());
  };

  /**
   * Applies the assignments of a command. Returns whether the command does nothing but assign.
   * @param isCertain Whether the command certainly runs.
   */
  assign(words: readonly Word[], isCertain: boolean): boolean {
    const verb = words[0]?.text ?? '';
    if (reading.has(verb)) {
      for (const { text } of words.slice(1)) if (text !== undefined) this.forget(text);
      return true;
    }
    const assigned = declaring.has(verb) ? words.slice(1) : words;
    if (assigned === words && !words.every(({ prefix }) => assignment.test(prefix))) return false;
    for (const { text, prefix } of assigned) {
      const name = assignment.exec(prefix)?.[1];
      if (name !== undefined) this.set(name, isCertain ? text?.slice(name.length + 1) : undefined);
    }
    return true;
  }

  /** Marks the value of a variable as unknown from here on. */
  forget(name: string): void {
    this.set(name, undefined);
  }

  enterBranch(): void {
    if (this.branches.length < maxBranches) this.branches.push(new Set());
    else this.deeper++;
  }

  /** Ends a branch. With `leave`, the condition ends too; otherwise its next branch begins. */
  endBranch(leave: boolean): void {
    if (this.deeper > 0) {
      if (leave) this.deeper--;
      return;
    }
    const assigned = this.branches.pop();
    for (const name of assigned ?? []) this.set(name, undefined);
    if (!leave) this.branches.push(new Set());
  }

  private set(name: string, value: string | undefined): void {
    this.values.set(name, this.deeper > 0 ? undefined : value);
    this.branches.at(-1)?.add(name);
  }

  private has(name: string): boolean {
    return this.values.has(name) || this.given.has(name);
  }

  private valueOf(name: string): string | undefined {
    if (this.values.has(name)) return this.values.get(name);
    if (this.given.has(name)) return this.given.get(name);
    if (checkouts.test(name) || name === 'github.workspace') return this.home.root;
    return name === 'PWD' ? '.' : undefined;
  }

  /**
   * Expands `NAME` and `NAME:-default`. Any other text after the name changes its value, so the result is
   * unknown.
   */
  private braces(body: string): string | undefined {
    const named = /^([A-Za-z_]\w*|[1-9])(?::?[-=]([^$`\\]*))?$/s.exec(body);
    if (!named?.[1]) return undefined;
    if (this.has(named[1])) return this.valueOf(named[1]);
    return this.valueOf(named[1]) ?? named[2]?.replace(/^(["'])(.*)\1$/s, '$2');
  }

  private folderNamed(command: string): string | undefined {
    if (command === 'pwd') return '.';
    if (command === 'git rev-parse --show-toplevel') return this.home.root;
    if (ownFolder.test(command)) return this.home.folder;
    const found = folderOfFolder.exec(command);
    return found?.[2] !== undefined && ownFolder.test(found[2])
      ? path.join(this.home.folder, found[3] || '.')
      : undefined;
  }
}
