import { element } from '../shell/element.ts';
import { momentOf } from './moment.ts';

/** The events of a finding, the oldest first. Every text is in the editor's language, and plain. */
export interface TimelineSection {
  readonly title: string;
  readonly items: readonly TimelineItem[];
  /** Says what is not in the list, or not yet. */
  readonly note?: string;
}

export interface TimelineItem {
  /** ISO 8601. */
  readonly at: string;
  /** `3 days ago` */
  readonly ago: string;
  readonly text: string;
  /** Who did it. */
  readonly by?: string;
  /** The reason that the person gave. Its lines stay lines. */
  readonly quote?: string;
  /** Shown by the form of its mark, too. */
  readonly tone: 'fails' | 'good' | 'waits' | 'plain';
}

/** Returns the section of what happened. */
export function timelineSection({ title, items, note }: TimelineSection): HTMLElement {
  return element(
    'section',
    { 'data-key': 'timeline', 'aria-labelledby': 'timeline-title' },
    element('h2', { id: 'timeline-title' }, title),
    element('ol', { class: 'timeline' }, ...items.map(itemOf)),
    note === undefined ? undefined : element('p', { class: 'note' }, note),
  );
}

function itemOf({ at, ago, text, by, quote, tone }: TimelineItem): HTMLElement {
  return element(
    'li',
    { class: tone },
    element('p', {}, element('strong', {}, text), by === undefined ? undefined : ` · ${by}`),
    element('time', { datetime: at }, `${ago} · ${momentOf(at)}`),
    quote === undefined ? undefined : element('blockquote', { class: 'said' }, quote),
  );
}
