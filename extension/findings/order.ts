import type { FindingView } from '#protocol/findings.ts';
import { type ListState, listStateOf, listStates } from '#protocol/list-state.ts';
import { byUrgency } from '#protocol/urgency.ts';

export interface Group {
  readonly state: ListState;
  readonly findings: readonly FindingView[];
}

/** Groups findings for a list to choose from, without empty groups. */
export function groupByState(findings: Iterable<FindingView>): Group[] {
  const byState = Map.groupBy(findings, listStateOf);
  return listStates.flatMap((state) => {
    const members = byState.get(state);
    return members ? [{ state, findings: members.sort(byUrgency) }] : [];
  });
}
