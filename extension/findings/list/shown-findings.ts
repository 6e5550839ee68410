import type { LogOutputChannel } from 'vscode';
import {
  type FilterChoices,
  type FindingRow,
  type ListGroup,
  type ListQuery,
  type ListSummary,
  listFilterChoices,
  locateFinding,
  type PlaceInList,
  showFindings,
  shownChanged,
} from '#protocol/finding-list.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import { MirroredList } from '../../lists/mirrored-list.ts';
import { ShownRows } from '../../lists/shown-rows.ts';
import { todayOf } from '../../tools/dates.ts';
import type { LastLook } from './last-look.ts';
import type { ListChoice } from './list-choice.ts';

const empty: ListSummary = {
  counts: { all: 0, open: 0, overdue: 0, fresh: 0, urgent: 0 },
  shown: 0,
  moreGroups: 0,
};

/** Returns an empty copy of the list of findings. The badge and the view's description show the other numbers. */
export function mirroredFindings(): MirroredList<ListSummary, ListGroup, FindingRow> {
  return new MirroredList(empty, ({ shown, counts, moreGroups, isMineUnknown }) => [
    shown,
    counts.all,
    moreGroups,
    isMineUnknown,
  ]);
}

/** The list of findings that this window shows. The daemon filters, groups and sorts, and sends only what is visible. */
export class ShownFindings extends ShownRows<ListSummary, ListGroup, FindingRow> {
  private readonly choice: ListChoice;
  private readonly look: LastLook;
  private day = todayOf(new Date());

  constructor(
    connection: DaemonConnection,
    { choice, look, log }: { choice: ListChoice; look: LastLook; log: LogOutputChannel },
  ) {
    super({
      ...{ connection, log, list: mirroredFindings() },
      ask: async (daemon, visible) => daemon.request(showFindings, { ...this.query(), ...visible }),
    });
    this.choice = choice;
    this.look = look;
    this.lifetime.add(connection.onNotification(shownChanged, (change) => this.apply(change)));
    this.lifetime.add(choice.onChanged(() => this.startAgain()));
  }

  /** Resolves to the place of a finding, whose row is then visible. */
  async uncover(finding: string): Promise<PlaceInList> {
    // The daemon looks in the list that this window asked for last: a choice that was just changed comes first.
    await this.asksNothing();
    const place = await this.connection.require().request(locateFinding, { finding });
    if (!('hidden' in place))
      await this.uncoverAt(place.group, { group: place.groupPosition, row: place.position });
    return place;
  }

  /** Resolves to what the findings can be filtered by. */
  filterChoices(): Promise<FilterChoices> {
    return this.connection.require().request(listFilterChoices, this.query());
  }

  /** Asks again if the day has changed: other tickets are overdue. */
  checkDay(): void {
    if (todayOf(new Date()) !== this.day) void this.ask();
  }

  /** Asks again what is new. @param lastSync When AWS was last read, ISO 8601. */
  lookedAway(lastSync: string | undefined): void {
    this.look.lookedAway(new Date(), lastSync);
    void this.ask();
  }

  private query(): ListQuery {
    this.day = todayOf(new Date());
    const newSince = this.look.since;
    return { ...this.choice.current, today: this.day, ...(newSince !== undefined && { newSince }) };
  }
}
