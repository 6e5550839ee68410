import { createCleanup } from '../support/cleanup.ts';
import { judgeLinks } from '../support/linking/measure.ts';
import { type Material, type Signal, signals } from '../support/linking/signals.ts';
import { type Judged, qualityOf } from '../support/linking/verdicts.ts';
import { createOrganizationOfStacks } from '../support/organization-of-stacks/organization.ts';
import type { Case } from '../support/organization-of-stacks/world.ts';
import { printTable } from './side-by-side.ts';

const seeds = [1, 2, 3];

/** Measures the quality of links for generated organizations whose truth is known: with all signals, with one, without one. */
export async function run(): Promise<void> {
  const cleanup = createCleanup();
  const organizations = seeds.map(createOrganizationOfStacks);
  const judgedWith = async (prepare: (material: Material) => Material): Promise<Judged[]> => {
    const judged: Judged[] = [];
    for (const organization of organizations)
      judged.push(...(await judgeLinks(prepare(organization), cleanup.folder('linking'))));
    return judged;
  };
  try {
    const all = await judgedWith((material) => material);
    printScenarios(all);
    const rows = [row('all together', all, all.length)];
    for (const signal of signals) {
      const usable = (each: Case, of: Material) =>
        signal.isThere(each, of) && (signal.says === 'resource' || each.known.tags);
      const there = new Set(
        organizations.flatMap((of) =>
          of.cases.filter((each) => usable(each, of)).map(({ finding }) => finding.key),
        ),
      );
      const alone = (await judgedWith((material) => only(signal, material))).filter((each) =>
        there.has(each.finding.key),
      );
      const without = await judgedWith((material) => signal.without(material));
      const lost = qualityOf(all).recall - qualityOf(without).recall;
      rows.push([
        ...row(`${signal.name}${signal.says === 'template' ? ' *' : ''}`, alone, there.size),
        percent(lost),
      ]);
    }
    console.log(
      `\nWith one signal alone, for the findings that have it; * together with tags, for those that have both. Last: the recall that is lost without it.\n`,
    );
    printTable([
      [...columns, 'lost'],
      ...rows.map((each) => [...each, ...(each.length > columns.length ? [] : [''])]),
    ]);
  } finally {
    await cleanup.run();
  }
}

const columns = ['', 'findings', 'certain', 'right', 'probable', 'right', 'candidates', 'none', 'recall'];

function row(name: string, judged: readonly Judged[], findings: number): string[] {
  const { certain, probable, candidates, none, recall } = qualityOf(judged);
  return [
    name,
    String(findings),
    String(certain.count),
    percent(certain.precision),
    String(probable.count),
    percent(probable.precision),
    percent(candidates),
    percent(none),
    percent(recall),
  ];
}

function printScenarios(judged: readonly Judged[]): void {
  const count = (of: readonly Judged[], test: (each: Judged) => boolean) => String(of.filter(test).length);
  const verdicts = ['right', 'wrong', 'shown', 'silent'] as const;
  printTable([
    ['how stacks and templates meet', 'findings', 'from elsewhere', ...verdicts],
    ...[...Map.groupBy(judged, ({ scenario }) => scenario)].map(([scenario, of]) => [
      scenario,
      String(of.length),
      count(of, ({ truth }) => truth === 'none'),
      ...verdicts.map((verdict) => count(of, (each) => each.verdict === verdict)),
    ]),
  ]);
}

/** Returns the material with only one signal. A signal that only identifies the template needs the tags, too. */
function only(signal: Signal, material: Material): Material {
  const [tags] = signals;
  return signals
    .filter((other) => other !== signal && !(signal.says === 'template' && other === tags))
    .reduce((less, other) => other.without(less), material);
}

function percent(share: number): string {
  return Number.isNaN(share) ? '–' : `${(100 * share).toFixed(1)}%`;
}
