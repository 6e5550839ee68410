import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Settings } from '#protocol/settings.ts';
import {
  configurationFrom,
  plainSite,
  settingsOfEnvironment,
} from '../../../daemon/configuration/configuration.ts';
import {
  differencesBetween,
  mergeSettings,
  settingNames,
  valueIn,
  type WindowSettings,
} from '../../../daemon/configuration/merge-window-settings.ts';

const sites = ['https://a.example', 'https://b.example/', 'https://B.example'];
const maybe = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const given = (entries: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));

const settings: fc.Arbitrary<Settings> = fc
  .record({
    team: maybe('payments', 'shop'),
    jira: fc.record({
      site: maybe(...sites),
      email: maybe('ann@example.com', 'bob@example.com'),
      project: maybe('PAY', 'SHOP'),
      token: maybe('token-1', 'token-2'),
      tokenSite: maybe(...sites),
    }),
    aws: fc.record({
      profile: maybe('one', 'two'),
      region: maybe('eu-west-1'),
      endpoint: maybe('https://x'),
    }),
  })
  .map(({ team, jira: { tokenSite, ...jira }, aws }) => ({
    ...given({ team }),
    jira: given({ ...jira, ...(jira.token !== undefined && { tokenSite }) }),
    aws: given(aws),
  }));
/** All times differ: one value of each name is the newest. */
const windows: fc.Arbitrary<WindowSettings[]> = fc
  .array(fc.record({ settings, open: fc.boolean() }), { maxLength: 5 })
  .chain((all) =>
    fc
      .uniqueArray(fc.nat(1_000_000), { minLength: all.length * 8, maxLength: all.length * 8 })
      .map((moments) =>
        all.map((window, index) => ({
          ...window,
          since: Object.fromEntries(
            [...settingNames, 'jira.token'].map((name, at) => [name, moments[index * 8 + at] ?? 0]),
          ),
        })),
      ),
  );
const around = fc
  .record({ site: maybe(...sites), fileSite: maybe(...sites), fileEmail: maybe('file@example.com') })
  .map(({ site, fileSite, fileEmail }) => ({
    env: { GUARDRAIL_JIRA_SITE: site },
    file: { jira: given({ site: fileSite, email: fileEmail }) },
  }));
type Around = typeof around extends fc.Arbitrary<infer Value> ? Value : never;
const merge = (all: WindowSettings[], { env, file }: Around) =>
  mergeSettings(all, { environment: settingsOfEnvironment(env), file });
const inUse = (all: WindowSettings[], near: Around) =>
  configurationFrom(near.env, merge(all, near), near.file);

describe('settings of several windows', () => {
  it('do not change with a window that gives no values', () => {
    fc.assert(
      fc.property(windows, around, fc.nat(5), (all, near, at) => {
        const silent = { settings: {}, since: {}, open: true };
        expect(merge(all.toSpliced(at, 0, silent), near)).toEqual(merge(all, near));
      }),
    );
  });

  it('are the newest of open windows, else of windows that left', () => {
    fc.assert(
      fc.property(windows, around, fc.constantFrom('team', 'jira.site', 'aws.profile'), (all, near, name) => {
        const giving = all.filter((window) => valueIn(window.settings, name) !== undefined);
        const open = giving.filter((window) => window.open);
        const newest = (open.length > 0 ? open : giving).toSorted(
          (a, b) => (b.since[name] ?? 0) - (a.since[name] ?? 0),
        )[0];
        expect(valueIn(merge(all, near), name)).toBe(newest && valueIn(newest.settings, name));
      }),
    );
  });

  it('do not depend on who connected first: a restart of the daemon changes nothing', () => {
    fc.assert(
      fc.property(windows, around, (all, near) => {
        expect(merge(all.toReversed(), near)).toEqual(merge(all, near));
      }),
    );
  });

  it('send a token only to the site for which it was typed, with its own window’s e-mail address', () => {
    fc.assert(
      fc.property(windows, around, (all, near) => {
        const { site, token, email } = inUse(all, near).jira ?? {};
        if (token === undefined) return;
        const givers = all.filter(({ settings: { jira } }) => {
          const typedFor = plainSite(jira?.tokenSite ?? jira?.site);
          return jira?.token === token && (typedFor === undefined || typedFor === site);
        });
        expect(givers.length).toBeGreaterThan(0);
        const own = givers.map(({ settings: { jira } }) => jira?.email ?? near.file.jira?.email);
        expect(own.includes(undefined) || own.includes(email)).toBe(true);
      }),
    );
  });

  it('use a token whenever a window gives one for the site in use', () => {
    fc.assert(
      fc.property(windows, around, (all, near) => {
        const { site, token } = inUse(all, near).jira ?? {};
        const fits = all.some(
          ({ settings: { jira } }) =>
            jira?.token !== undefined &&
            plainSite(jira.tokenSite ?? jira.site) === site &&
            site !== undefined,
        );
        if (fits) expect(token).toBeDefined();
      }),
    );
  });

  it('are those of one window once it is alone', () => {
    fc.assert(
      fc.property(settings, around, (only, near) => {
        const alone = [{ settings: only, since: {}, open: true }];
        expect(inUse(alone, near)).toEqual(configurationFrom(near.env, only, near.file));
      }),
    );
  });

  it('contradict each other only if two open windows give different values that could be used', () => {
    fc.assert(
      fc.property(windows, around, (all, near) => {
        const found = differencesBetween(all, {
          environment: settingsOfEnvironment(near.env),
          file: near.file,
        });
        for (const name of ['team', 'aws.profile'] as const) {
          const values = new Set(
            all.filter(({ open }) => open).flatMap((w) => valueIn(w.settings, name) ?? []),
          );
          const difference = found.find((each) => each.name === name);
          expect(difference !== undefined).toBe(values.size > 1);
          if (difference) expect(new Set([difference.used, ...difference.others])).toEqual(values);
        }
        if (near.env.GUARDRAIL_JIRA_SITE) expect(found.map(({ name }) => name)).not.toContain('jira.site');
      }),
    );
  });
});
