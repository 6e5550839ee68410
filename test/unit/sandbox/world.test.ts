import { describe, expect, it } from 'vitest';
import { findingKey } from '../../../daemon/domain/findings/key.ts';
import { identifierOf } from '../../../daemon/domain/rules/deployed-name.ts';
import { labelOf } from '../../../daemon/domain/tickets/label.ts';
import type { MatchableFinding } from '../../../daemon/domain/tickets/matching/finding-index.ts';
import { matchTickets } from '../../../daemon/domain/tickets/matching/ticket-matcher.ts';
import type { TicketRecord } from '../../../daemon/domain/tickets/ticket.ts';
import type { World } from '../../../daemon/sandbox/model.ts';
import { threatenedType } from '../../../daemon/sandbox/world/threats.ts';
import { createWorld } from '../../../daemon/sandbox/world/world.ts';

const now = new Date('2026-11-23T09:00:00Z');
const world = createWorld({ now });

interface Evaluated extends MatchableFinding {
  readonly failing: boolean;
}

function matchesOf(findings: readonly MatchableFinding[]) {
  return matchTickets({ tickets: recordsOf(world), findings, isOpen: () => true }).matches;
}

/** Returns every evaluation and threat of the world by the daemon's keys. */
function evaluated({ resources, guardduty }: World): Evaluated[] {
  const config = resources.flatMap(({ account, region, type, id, name, evaluations }) =>
    evaluations.map(({ ruleName: rule, identifier, compliance }) => {
      const resource = { type, id };
      const key = findingKey({ source: 'config', rule, account, region, resource });
      const failing = compliance === 'NON_COMPLIANT';
      return {
        key,
        account,
        region,
        rule,
        ruleIdentifier: identifier,
        failing,
        resource: { ...resource, ...(name && { name }) },
      };
    }),
  );
  const threats = guardduty.map(
    ({ id: sourceId, type: rule, account, region, resourceType, resourceId, archived }) => {
      const resource = { type: threatenedType[resourceType], id: resourceId };
      const key = findingKey({ source: 'guardduty', sourceId, rule, account, region, resource });
      return { key, account, region, rule, failing: !archived, resource };
    },
  );
  return [...config, ...threats];
}

const failingOf = (from: World) => evaluated(from).filter(({ failing }) => failing);

function recordsOf({ issues }: World): TicketRecord[] {
  return issues.map(({ key, summary, description, labels, updated, status }) => ({
    key,
    summary,
    description,
    labels,
    updated,
    status: { id: status, name: status, category: 'undefined' },
  }));
}

describe('the default world', () => {
  it('has the size of a real organization', () => {
    expect(world.accounts).toHaveLength(300);
    expect(world.teams).toHaveLength(67);
    expect(world.projects).toHaveLength(67);
    expect(world.regions).toHaveLength(17);
    expect(new Set(world.accounts.map(({ id }) => id)).size).toBe(300);
    expect(new Set(world.projects.map(({ key }) => key)).size).toBe(67);
    expect(world.accounts.map(({ id }) => id)).toContain(world.securityAccount);
    expect(world.accounts.map(({ id }) => id)).not.toContain(world.organization.managementAccount);
  });

  it('has 4,500 tickets: 3,200 done and 1,300 open, 15% of them in review', () => {
    const at = (status: string) => world.issues.filter((issue) => issue.status === status).length;

    expect(world.issues).toHaveLength(4500);
    expect({ todo: at('todo'), review: at('review'), done: at('done') }).toEqual({
      todo: 1105,
      review: 195,
      done: 3200,
    });
  });

  it('has 1,500 failing findings, a tenth of them GuardDuty’s, 20 public databases and 6 writable buckets', () => {
    const failing = failingOf(world);
    const about = (identifier: string) =>
      failing.filter(({ ruleIdentifier }) => ruleIdentifier === identifier);

    expect(new Set(failing.map(({ key }) => key)).size).toBe(1500);
    expect(failing.filter(({ key }) => key.startsWith('guardduty:'))).toHaveLength(150);
    expect(about('RDS_INSTANCE_PUBLIC_ACCESS_CHECK')).toHaveLength(20);
    expect(about('S3_BUCKET_PUBLIC_WRITE_PROHIBITED')).toHaveLength(6);
  });

  it('gives each failing finding one ticket, and leaves those of fixed findings without one', () => {
    const matches = matchesOf(failingOf(world));

    expect(matches.size).toBe(1500);
    expect(new Set([...matches.values()].map(({ finding }) => finding)).size).toBe(1500);
    const open = world.issues.filter(({ status }) => status !== 'done');
    expect(open.filter(({ key }) => !matches.has(key))).toEqual([]);
    const done = world.issues.filter(({ status }) => status === 'done');
    expect(done.filter(({ key }) => matches.has(key))).toHaveLength(200);
  });

  it('keeps public databases and writable buckets open', () => {
    const matches = matchesOf(failingOf(world));
    const urgent = new Set(
      failingOf(world)
        .filter(({ ruleIdentifier = '' }) => /RDS_INSTANCE_PUBLIC|PUBLIC_WRITE/.test(ruleIdentifier))
        .map(({ key }) => key),
    );
    const tickets = world.issues.filter(({ key }) => urgent.has(matches.get(key)?.finding ?? ''));

    expect(tickets).toHaveLength(26);
    expect(tickets.filter(({ status }) => status === 'done')).toEqual([]);
  });

  it('labels tickets with their findings, except those of the older bot, which name them in the text', () => {
    const labels = new Set(evaluated(world).map(({ key }) => labelOf(key)));
    const labelled = world.issues.filter((issue) => issue.labels.length === 2);
    const older = world.issues.filter((issue) => issue.labels.length === 1);
    const matches = matchesOf(evaluated(world));

    expect(world.issues.every((issue) => issue.labels[0] === 'guardrail')).toBe(true);
    expect(labelled.filter((issue) => !labels.has(issue.labels[1] ?? ''))).toEqual([]);
    expect(new Set(labelled.map((issue) => issue.labels[1])).size).toBe(labelled.length);
    expect(older).toHaveLength(270);
    expect(older.filter(({ key }) => matches.get(key)?.match !== 'text')).toEqual([]);
  });

  it('files each ticket in its team’s project, a third of them in Japanese', () => {
    const japanese = world.projects.filter(({ statuses }) => statuses.todo.name === '未対応');
    const keys = new Set(japanese.map(({ key }) => key));
    const isJapanese = (text: string) => /[\u3040-\u30ff\u4e00-\u9fff]/.test(text);

    expect(japanese.length / world.projects.length).toBeCloseTo(1 / 3, 1);
    expect(world.issues.filter(({ project, summary }) => keys.has(project) !== isJapanese(summary))).toEqual(
      [],
    );
    expect(world.projects.filter(({ key }) => !world.issues.some(({ project }) => project === key))).toEqual(
      [],
    );
  });

  it('has text in tickets and names that a careless program would treat as markup or a command, if asked', () => {
    const hostileWorld = createWorld({ now, hostile: true });
    const texts = hostileWorld.issues.filter(({ status }) => status !== 'done').map(({ summary }) => summary);

    for (const hostile of ['<script>', '](command:', '<!channel>']) {
      expect(texts.filter((text) => text.includes(hostile)).length).toBeGreaterThan(0);
    }
    expect(hostileWorld.resources.some(({ name }) => name?.includes('](command:'))).toBe(true);
    const shown = [...world.issues.map(({ summary }) => summary), ...world.resources.map(({ name }) => name)];
    expect(shown.filter((text) => text !== undefined && /[<>`]|\]\(/.test(text))).toEqual([]);
  });

  it('deploys a rule under one name per account, in every form that sites use', () => {
    const names = new Map<string, Set<string>>();
    for (const { account, evaluations } of world.resources) {
      for (const { ruleName, identifier } of evaluations) {
        const place = `${account} ${identifier}`;
        names.set(place, (names.get(place) ?? new Set()).add(ruleName));
      }
    }
    const all = [...new Set([...names.values()].flatMap((some) => [...some]))];

    expect([...names].filter(([, some]) => some.size !== 1)).toEqual([]);
    expect(all).toContain('restricted-ssh');
    expect(all).toContain('incoming-ssh-disabled');
    expect(all).toContain('acme-sec-restricted-ssh');
    expect(all.some((name) => /^OrgConfigRule-restricted-ssh-[a-z0-9]{8}$/.test(name))).toBe(true);
    expect(all.some((name) => /^restricted-ssh-conformance-pack-[a-z0-9]{9}$/.test(name))).toBe(true);
    expect(all.filter((name) => identifierOf(name) === undefined).toSorted()).toEqual([
      'corp-data-store-check',
      'corp-privilege-review',
    ]);
  });

  it('names resources as Config does, and no two of them the same', () => {
    const prefixes: Readonly<Record<string, RegExp>> = {
      'AWS::RDS::DBInstance': /^db-[A-Z2-7]{26}$/,
      'AWS::IAM::User': /^AIDA[A-Z2-7]{17}$/,
      'AWS::IAM::Role': /^AROA[A-Z2-7]{17}$/,
      'AWS::IAM::Policy': /^ANPA[A-Z2-7]{17}$/,
      'AWS::EC2::Instance': /^i-[0-9a-f]{17}$/,
      'AWS::S3::Bucket': /^[a-z0-9.-]{3,63}$/,
      'AWS::::Account': /^\d{12}$/,
    };
    const { resources } = world;

    expect(resources.filter(({ type, id }) => !(prefixes[type] ?? /./).test(id))).toEqual([]);
    expect(new Set(resources.map(({ account, type, id }) => `${account} ${type} ${id}`)).size).toBe(
      resources.length,
    );
    expect(new Set(resources.map(({ arn }) => arn)).size).toBe(resources.length);
    expect(resources.filter((each) => /^AWS::(IAM|::)/.test(each.type) && !each.global)).toEqual([]);
  });

  it('has failing and passing rules on one resource, and resources without failing rules', () => {
    const failures = world.resources
      .filter(({ evaluations }) => evaluations.length > 0)
      .map(
        ({ evaluations }) =>
          evaluations.filter((each) => each.compliance === 'NON_COMPLIANT').length / evaluations.length,
      );

    expect(failures.filter((share) => share > 0 && share < 1).length).toBeGreaterThan(300);
    expect(failures.filter((share) => share === 0).length).toBeGreaterThan(1000);
  });

  it('has no date in the future', () => {
    const moments = [
      ...world.issues.flatMap(({ created, updated }) => [created, updated]),
      ...world.guardduty.flatMap(({ createdAt, updatedAt }) => [createdAt, updatedAt]),
      ...world.resources.flatMap(({ evaluations }) => evaluations.map(({ since }) => since)),
    ];

    expect(moments.filter((moment) => Date.parse(moment) > now.getTime())).toEqual([]);
    expect(world.issues.filter(({ created, updated }) => updated < created)).toEqual([]);
    expect(world.guardduty.filter(({ createdAt, updatedAt }) => updatedAt < createdAt)).toEqual([]);
  });

  it('records the tags of stacks that contain the resource under that name', () => {
    const stacks = new Map(world.stacks.map((stack) => [stack.id, stack]));
    const tagged = world.resources.filter(({ tags }) => tags['aws:cloudformation:stack-id'] !== undefined);
    const astray = tagged.filter(({ account, tags }) => {
      const stack = stacks.get(tags['aws:cloudformation:stack-id'] ?? '');
      const logicalId = tags['aws:cloudformation:logical-id'];
      return stack?.account !== account || !stack.resources.some((each) => each.logicalId === logicalId);
    });

    expect(tagged.length).toBeGreaterThan(500);
    expect(astray).toEqual([]);
    for (const { resources } of world.stacks) {
      expect(new Set(resources.map(({ logicalId }) => logicalId)).size).toBe(resources.length);
    }
  });
});

describe('worlds', () => {
  it('are the same for the same seed and time', () => {
    expect(createWorld({ now })).toEqual(world);
  });

  it('differ by seed, and only by their dates from day to day', () => {
    const other = createWorld({ now, seed: 2 });
    const later = createWorld({ now: new Date('2027-03-01T00:00:00Z') });
    const keysOf = (from: World) => failingOf(from).map(({ key }) => key);

    expect(other.accounts[0]?.id).not.toBe(world.accounts[0]?.id);
    expect(keysOf(later)).toEqual(keysOf(world));
    expect(later.issues.map(({ key, labels }) => [key, labels])).toEqual(
      world.issues.map(({ key, labels }) => [key, labels]),
    );
  });

  it.each([
    { findings: 0, failing: 0, open: 0 },
    { findings: 45, failing: 15, open: 13 },
    { findings: 450, failing: 150, open: 130 },
    { findings: 9000, failing: 3000, open: 2600 },
  ])('of $findings findings keep the proportions', ({ findings, failing, open }) => {
    const made = createWorld({ now, findings, accounts: 40, teams: 9, regions: 4 });

    expect(made.issues).toHaveLength(findings);
    expect(made.issues.filter(({ status }) => status !== 'done')).toHaveLength(open);
    expect(failingOf(made)).toHaveLength(failing);
  });

  it.each([
    { accounts: 1, teams: 1, regions: 1 },
    { accounts: 3, teams: 67, regions: 2 },
    { accounts: 12, teams: 1, regions: 40 },
    { accounts: 100, teams: 90, regions: 3 },
  ])('can have $accounts accounts, $teams teams and $regions regions', (size) => {
    const made = createWorld({ now, findings: 900, ...size });

    expect(made.accounts).toHaveLength(size.accounts);
    expect(made.teams).toHaveLength(Math.min(size.teams, size.accounts));
    expect(failingOf(made)).toHaveLength(300);
    const places = new Set(made.regions);
    expect(made.resources.filter(({ region }) => !places.has(region))).toEqual([]);
  });
});
