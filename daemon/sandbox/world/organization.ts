import type { Account, Project, Team } from '../model.ts';
import { alphabets, type Random } from './random.ts';
import { firstRegions } from './regions.ts';

/** The organization's accounts, teams and projects, without resources. */
export interface OrganizationPlan {
  readonly organization: { readonly id: string; readonly rootId: string; readonly managementAccount: string };
  readonly securityAccount: string;
  readonly regions: readonly string[];
  readonly members: readonly Member[];
}

/** A team with its accounts and its Jira project. */
export interface Member {
  readonly team: Team;
  /** Not empty. */
  readonly accounts: readonly Account[];
  readonly project: Project;
  readonly language: 'en' | 'ja';
}

const sampleTeamAccounts = 6;

/** Plans an organization. The first team is the sample team. The last account, of the last team, is the security account. */
export function planOrganization(
  random: Random,
  size: { readonly accounts: number; readonly teams: number; readonly regions: number },
): OrganizationPlan {
  const accounts = Math.max(1, size.accounts);
  const teams = Math.min(Math.max(1, size.teams), accounts);
  const suffix = random.text(4, alphabets.lower);
  const ids = new Set<string>();
  const keys = new Set<string>();
  const counts = accountCounts(random, accounts, teams);

  const members = counts.map((count, index): Member => {
    const name = nameOfTeam(index, teams);
    const ou = () => `ou-${suffix}-${random.text(8, alphabets.lower)}`;
    const ouId = ou();
    const childOuId = count > 3 && index % 4 === 0 ? ou() : undefined;
    const projectKey = index === 0 ? claim(keys, 'PAY') : keyOfProject(name, keys);
    const language = index % 3 === 1 ? 'ja' : 'en';
    return {
      team: { name, ouId, ...(childOuId !== undefined && { childOuId }), projectKey },
      accounts: Array.from({ length: count }, (_, at): Account => {
        const stage = stages[at % stages.length];
        const accountName = `${name}-${stage}${at < stages.length ? '' : `-${Math.floor(at / stages.length) + 1}`}`;
        return {
          id: accountId(random, ids),
          name: accountName,
          email: `aws+${accountName}@example.com`,
          ouId: childOuId !== undefined && at >= count - 2 ? childOuId : ouId,
        };
      }),
      project: projectOf(name, projectKey, language),
      language,
    };
  });
  return {
    organization: {
      id: `o-${random.text(10, alphabets.lower)}`,
      rootId: `r-${suffix}`,
      managementAccount: accountId(random, ids),
    },
    securityAccount: members.at(-1)?.accounts.at(-1)?.id ?? '',
    regions: firstRegions(size.regions),
    members,
  };
}

/** Returns each team's number of accounts: at least one, six for the sample team if there are enough, the rest at random. */
function accountCounts(random: Random, accounts: number, teams: number): number[] {
  const counts = Array.from({ length: teams }, () => 1);
  let left = accounts - teams;
  const sample = Math.min(left, sampleTeamAccounts - 1);
  counts[0] = teams === 1 ? accounts : 1 + sample;
  if (teams === 1) return counts;
  for (left -= sample; left > 0; left--) {
    const index = 1 + random.below(teams - 1);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}

function accountId(random: Random, taken: Set<string>): string {
  for (;;) {
    const id = random.text(1, '123456789') + random.text(11, alphabets.digits);
    if (!taken.has(id)) return claim(taken, id);
  }
}

function projectOf(team: string, key: string, language: 'en' | 'ja'): Project {
  const title = team.replace(
    /(^|-)([a-z])/g,
    (_, dash: string, letter: string) => (dash && ' ') + letter.toUpperCase(),
  );
  if (language === 'en') return { key, name: `${title} Security`, statuses: english };
  return { key, name: `${title} セキュリティ`, statuses: japanese };
}

const english = {
  todo: { id: '10000', name: 'To Do' },
  review: { id: '10001', name: 'In Review' },
  done: { id: '10002', name: 'Done' },
};

const japanese = {
  todo: { id: '10010', name: '未対応' },
  review: { id: '10011', name: 'レビュー中' },
  done: { id: '10012', name: '完了' },
};

function keyOfProject(team: string, taken: Set<string>): string {
  const letters = team.replace(/[^a-z]/g, '').toUpperCase();
  const wanted = letters.slice(0, 3);
  for (let number = 1; ; number++) {
    const key = number === 1 ? wanted : `${wanted}${number}`;
    if (!taken.has(key)) return claim(taken, key);
  }
}

function claim(taken: Set<string>, value: string): string {
  taken.add(value);
  return value;
}

function nameOfTeam(index: number, teams: number): string {
  if (index > 0 && index === teams - 1) return 'security';
  return teamNames[index] ?? `team-${index + 1}`;
}

const stages = ['prod', 'staging', 'dev', 'data', 'network', 'sandbox', 'batch', 'tools', 'dr', 'shared'];

// biome-ignore format: a list to read, not a column.
const teamNames = [
  'payments', 'checkout', 'catalog', 'search', 'ads', 'analytics', 'auth', 'identity', 'billing', 'invoicing',
  'ledger', 'fraud', 'risk', 'credit', 'lending', 'insurance', 'securities', 'crypto', 'points', 'coupons',
  'loyalty', 'campaigns', 'mail', 'messaging', 'notifications', 'maps', 'weather', 'news', 'video', 'music',
  'books', 'games', 'travel', 'hotels', 'flights', 'railway', 'restaurants', 'delivery', 'logistics', 'warehouse',
  'inventory', 'pricing', 'orders', 'returns', 'reviews', 'profiles', 'accounts', 'contacts', 'calendar', 'storage',
  'photos', 'documents', 'translation', 'speech', 'vision', 'recommendations', 'experiments', 'mobile', 'web',
  'design', 'platform', 'observability', 'network', 'data-lake', 'warehouse-bi', 'machine-learning', 'helpdesk',
  'facilities', 'people', 'legal',
];
