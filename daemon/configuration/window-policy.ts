import type { TypedAccount } from '#protocol/account.ts';
import type { Settings } from '#protocol/settings.ts';
import { reloadGraceMs } from './collect-window-settings.ts';
import type { LiveConfiguration } from './live-configuration.ts';

export interface WindowPolicyOptions {
  /** Hides a text in the log from now on. */
  readonly hide: (secret: string) => void;
  /** Called when another configuration is in use, so that everything must be read again. */
  readonly onChanged: () => void;
  /** Called when the same configuration is in use, but windows may now contradict each other. */
  readonly onSame: () => void;
}

/**
 * Decides what happens when windows give settings, leave and sign out. Keeps their secrets out of the log.
 */
export function createWindowPolicy(
  live: LiveConfiguration,
  { hide, onChanged, onSame }: WindowPolicyOptions,
) {
  const rereads = new Set<NodeJS.Timeout>();
  const hideCredential = ({ email = '', token }: { email?: string; token?: string } = {}) => {
    if (token === undefined) return;
    hide(token);
    // Jira receives the token in this form.
    hide(Buffer.from(`${email}:${token}`).toString('base64'));
  };
  const hideCurrent = () => hideCredential(live.current().jira);
  hideCurrent();

  return {
    /** Takes one window's settings and reads the configuration file again. */
    configure(window: object, settings: Settings): void {
      hideCredential(settings.jira);
      if (live.take(window, settings)) onChanged();
      else onSame();
    },
    /** Stops using the window's settings, unless the window comes back from a reload soon. */
    left(window: object): void {
      live.leave(window);
      onSame();
      const timer = setTimeout(() => {
        rereads.delete(timer);
        if (live.reread()) onChanged();
      }, reloadGraceMs).unref();
      rereads.add(timer);
    },
    /** Forgets the token that this window gave, also where other windows have it. */
    signOut(window: object): void {
      if (live.signOut(window)) onChanged();
    },
    /** Returns the access to Jira that the typed values give. @throws Problem if a value is missing. */
    accessWith(typed: TypedAccount) {
      const access = live.jiraWith(typed);
      hideCredential(access);
      return access;
    },
    /** Returns the site that the typed values give, and the credentials if they are known. @throws Problem without a site. */
    siteWith(typed: TypedAccount) {
      const access = live.jiraSite(typed);
      hideCredential(access);
      return access;
    },
    /** Called when the configuration changed, for example by its file. */
    hideCurrent,
    end(): void {
      for (const timer of rereads) clearTimeout(timer);
    },
  };
}

export type WindowPolicy = ReturnType<typeof createWindowPolicy>;
