import { findingKey } from '../../domain/findings/key.ts';
import { intendedLabel } from '../../domain/tickets/evidence/intention.ts';
import { labelOf } from '../../domain/tickets/label.ts';
import type { Issue, Project } from '../model.ts';
import { answerReviews, documentOf } from './answered-reviews.ts';
import type { FoundFinding } from './builder.ts';
import { typeOfTicket } from './incidents.ts';
import type { Member } from './organization.ts';
import { alphabets, type Random } from './random.ts';

/** The share of tickets that an older bot filed: without the label of a finding, and with everything as text. */
const olderShare = 0.06;
const unassignedShare = 0.15;
/** In a hostile world, about one in this number of summaries contains text that a careless program would run or render. */
const hostilePeriodTickets = 150;

/** Returns one ticket for each finding, in the order in which they were found. */
export function fileTickets(
  random: Random,
  findings: readonly FoundFinding[],
  {
    projects,
    now,
    hostile,
  }: { readonly projects: readonly Project[]; readonly now: Date; readonly hostile: boolean },
): Issue[] {
  const inOrder = findings.toSorted((a, b) => a.foundAt.getTime() - b.foundAt.getTime());
  const older = new Set(random.shuffled(inOrder).slice(0, Math.round(inOrder.length * olderShare)));
  const counts = new Map<string, number>();
  const people = new Map<Member, Person[]>();

  const filed = inOrder.map((finding, index) => {
    const { member, account, observation } = finding;
    const { project, language } = member;
    const count = (counts.get(project.key) ?? 0) + 1;
    counts.set(project.key, count);
    const team = people.get(member) ?? peopleOf(random, language);
    people.set(member, team);
    const assignee = random.chance(unassignedShare) ? undefined : random.pick(team);
    const ofProject = projects.find(({ key }) => key === project.key) ?? project;
    const type = typeOfTicket(ofProject, observation);
    // Picked in every world, so that a hostile one differs in these texts alone.
    const trick =
      count % hostilePeriodTickets === 40 || index % hostilePeriodTickets === 0
        ? ` ${random.pick(hostileTexts)}`
        : '';
    const issue: Issue = {
      id: String(10_001 + index),
      key: `${project.key}-${count}`,
      project: project.key,
      summary: `${finding.says[language]} (${account.name}, ${observation.region})${hostile ? trick : ''}`,
      description: descriptionOf(finding),
      ...(type !== undefined && { type }),
      status: finding.fate === 'resolved' || finding.fate === 'intended' ? 'done' : finding.fate,
      priority: priorities[finding.severity],
      due: dueOf(finding),
      ...(assignee && { assignee }),
      labels: older.has(finding) ? ['guardrail'] : ['guardrail', ...labelsOf(finding)],
      created: finding.foundAt.toISOString(),
      updated: finding.movedAt.toISOString(),
      comments: commentsOf(finding, assignee ?? random.pick(team), index),
    };
    return { issue, finding };
  });
  const [sample] = projects;
  if (sample) answerReviews(filed, sample, now);
  return filed.map(({ issue }) => issue);
}

function labelsOf({ observation, fate }: FoundFinding): string[] {
  return [labelOf(findingKey(observation)), ...(fate === 'intended' ? [intendedLabel] : [])];
}

const priorities = { critical: 'Highest', high: 'High', medium: 'Medium', low: 'Low' } as const;
const daysToFix = { critical: 3, high: 14, medium: 30, low: 90 } as const;

function dueOf({ foundAt, severity }: FoundFinding): string {
  return new Date(foundAt.getTime() + daysToFix[severity] * 86_400_000).toISOString().slice(0, 10);
}

/** Returns a description that names the account, the resource and the rule, because the older bot's tickets need them. */
function descriptionOf({ member, account, observation, says }: FoundFinding): string {
  const { rule, region, resource } = observation;
  const lines =
    member.language === 'ja'
      ? [
          ['アカウント', account.id],
          ['リージョン', region],
          ['リソース', `${resource.type} ${resource.id}`],
          ['ルール', rule],
        ]
      : [
          ['Account', account.id],
          ['Region', region],
          ['Resource', `${resource.type} ${resource.id}`],
          ['Rule', rule],
        ];
  return [says[member.language], ...lines.map(([name, value]) => `${name}: ${value}`)].join('\n');
}

const reasons = {
  en: 'Intended: this is a public website. Agreed with the security team.',
  ja: '意図した設定です。公開ウェブサイト用であることをセキュリティチームと確認済みです。',
};

/** Developers' reviews, as Guardrail writes them: the first line says the outcome. */
const reviews = {
  en: [
    'Reviewed with Guardrail: fixed\nFixed in the template. The change is waiting for its deployment.',
    'Reviewed with Guardrail: intended\nThe partner connects from outside. The risk is agreed with the team.',
  ],
  ja: [
    'Guardrail でレビューしました: 修正済み\nテンプレートを修正しました。変更のデプロイ待ちです。',
    'Guardrail でレビューしました: 想定内\n取引先が外部から接続するための設定です。リスクはチームで合意済みです。',
  ],
};

function commentsOf(
  { fate, member: { language }, movedAt }: FoundFinding,
  author: Person,
  index: number,
): Issue['comments'] {
  const text =
    fate === 'intended' ? reasons[language] : fate === 'review' ? reviews[language][index % 2] : undefined;
  if (text === undefined) return [];
  return [
    {
      id: String(50_001 + index),
      author: author.displayName,
      body: documentOf(text),
      created: movedAt.toISOString(),
      properties: [],
    },
  ];
}

type Person = NonNullable<Issue['assignee']>;

function peopleOf(random: Random, language: 'en' | 'ja'): Person[] {
  return random
    .shuffled(names[language])
    .slice(0, 4)
    .map((displayName) => ({ accountId: random.text(24, alphabets.hex), displayName }));
}

// biome-ignore format: lists to read.
const names = {
  en: ['Aiko Sato', 'Ben Carter', 'Chloe Dubois', 'Daniel Weber', 'Emi Tanaka', 'Farid Rahman', 'Grace Lee', 'Hiro Nakamura', 'Ines Garcia', 'Jonas Lindqvist'],
  ja: ['佐藤 愛子', '鈴木 一郎', '高橋 美咲', '田中 健太', '伊藤 さくら', '渡辺 大輔', '山本 由美', '中村 翔', '小林 直樹', '加藤 恵'],
};

const hostileTexts = [
  '<script>alert(document.domain)</script>',
  '[x](command:workbench.action.quit)',
  '<!channel> *urgent*',
  '"><img src=x onerror=alert(1)>',
  '$(rm -rf ~) `id`',
];
