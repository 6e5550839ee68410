import type { World } from '../model.ts';
import { WorldBuilder } from './builder.ts';
import { dealFindings } from './deal.ts';
import { withDivergences } from './divergences.ts';
import { withIncidents } from './incidents.ts';
import { quotasOf, type WorldOptions } from './options.ts';
import { planOrganization } from './organization.ts';
import { Random } from './random.ts';
import { ruleNaming } from './rule-names.ts';
import { buildSampleTeam } from './sample-team.ts';
import { fileTickets } from './tickets.ts';
import { withWorkflow } from './workflows.ts';

export type { WorldOptions } from './options.ts';

/**
 * An invented organization. By default 300 accounts of 67 teams in 17 regions, with 4,500 findings and as many
 * tickets: 3,200 done (200 of them intended, still failing) and 1,300 open (15% in review). So 1,500 fail now,
 * including 20 public databases and 6 publicly writable buckets. Other sizes keep the proportions.
 *
 * The first team is the sample team, whose stacks the sample workspace declares. The same seed and the same `now` give the
 * same world. Everything except the dates depends on the seed alone.
 */
export function createWorld(options: WorldOptions = {}): World {
  const { seed = 1, accounts = 300, teams = 67, regions = 17, findings = 4500 } = options;
  const { workflow = 'simple', divergences = false, hostile = false, now = new Date() } = options;
  const random = new Random(seed);
  const plan = planOrganization(random.fork('organization'), { accounts, teams, regions });
  const [sample, ...others] = plan.members;
  const home = plan.regions[0];
  if (sample === undefined || home === undefined) throw new RangeError('a world has a team and a region');

  const naming = ruleNaming(random.fork('rules'));
  const builder = new WorldBuilder(random.fork('resources'), now, home, (member) =>
    naming(plan.members.indexOf(member)),
  );
  for (const member of plan.members) {
    for (const account of member.accounts) builder.accountResource({ member, account, region: home });
  }
  const quotas = quotasOf(Math.max(0, findings));
  buildSampleTeam(builder, sample, { regions: plan.regions, quotas, hostile });
  dealFindings(builder, random.fork('deal'), others.length > 0 ? others : [sample], plan.regions, quotas);

  const projects = plan.members.map(({ project }, index) =>
    workflow === 'simple' && index === 0 ? withIncidents(project) : withWorkflow(project, workflow),
  );
  const issues = fileTickets(random.fork('tickets'), builder.findings, { projects, now, hostile });

  return {
    seed,
    organization: plan.organization,
    securityAccount: plan.securityAccount,
    aggregator: { name: 'organization', region: home },
    regions: plan.regions,
    teams: plan.members.map(({ team }) => team),
    accounts: plan.members.flatMap((member) => member.accounts),
    resources: builder.resources.map(({ site: _site, ticketed: _ticketed, ...resource }) => resource),
    stacks: builder.stacks,
    guardduty: builder.threats,
    projects,
    issues: divergences ? withDivergences(issues, sample.project.key) : issues,
  };
}
