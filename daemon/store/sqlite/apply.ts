import type { DomainEvent, TeamEvent } from '../../domain/events.ts';
import type { Change, CoverageChange, StackChange } from '../changes.ts';
import { applyFindings } from './apply-findings.ts';
import { applyTickets } from './apply-tickets.ts';
import type { Tables } from './tables.ts';

/** Writes one change. Returns the differences from the earlier state. */
export function applyChange(tables: Tables, change: Change): DomainEvent[] {
  switch (change.kind) {
    case 'observed':
    case 'observations-ended':
    case 'read-completely':
    case 'resources-described':
    case 'rule-identified':
      return applyFindings(tables, change);
    case 'accounts-listed':
    case 'stacks-read':
    case 'templates-read':
    case 'stacks-read-completely':
      return applyStacks(tables, change);
    case 'tickets-listed':
    case 'tickets-exist':
    case 'ticket-read':
    case 'ticket-links-read':
    case 'ticket-forgotten':
    case 'tickets-progress':
      return applyTickets(tables, change);
    case 'coverage':
      return applyCoverage(tables, change);
  }
}

function applyStacks({ teams, templates, completeReads }: Tables, change: StackChange): TeamEvent[] {
  switch (change.kind) {
    case 'accounts-listed': {
      const { team, accounts } = change;
      return teams.replaceAccounts(team, accounts) ? [{ type: 'accounts-changed', team, accounts }] : [];
    }
    case 'stacks-read':
      return changedRegions(
        change.resources.filter(
          (resource) =>
            !completeReads.isAfter({ ...resource, source: 'stacks' }, change.at) &&
            teams.putStackResource(resource, change.at),
        ),
      );
    case 'templates-read':
      return changedRegions(
        change.templates.filter(
          (template) =>
            !completeReads.isAfter({ ...template, source: 'stacks' }, change.at) &&
            templates.put(template, change.at),
        ),
      );
    case 'stacks-read-completely': {
      const { account, region, at } = change;
      completeReads.put({ account, region, source: 'stacks' }, at);
      const lost = [
        teams.forgetUnseenStacks(account, region, at),
        templates.forgetUnseen(account, region, at),
      ];
      return lost.includes(true) ? [{ type: 'stacks-changed', account, region }] : [];
    }
  }
}

function changedRegions(changed: readonly { account: string; region: string }[]): TeamEvent[] {
  const regions = new Map(
    changed.map(({ account, region }) => [`${account} ${region}`, { account, region }]),
  );
  return [...regions.values()].map((at) => ({ type: 'stacks-changed', ...at }));
}

function applyCoverage({ coverage: table }: Tables, { at, coverage }: CoverageChange): DomainEvent[] {
  return table.record(coverage, at) ? [{ type: 'coverage-changed', coverage }] : [];
}
