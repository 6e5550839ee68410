import { type Draft, readDraft } from './draft.ts';

/** The state of a finding's page. VS Code keeps it and returns it after a reload of the window. */
export interface PageState {
  /** The finding's key. */
  readonly finding: string;
  /** The ticket that the draft is for. */
  readonly ticket?: string;
  readonly draft?: Draft;
  /** How far the page was scrolled, in CSS pixels. */
  readonly scroll?: number;
}

/** Returns the state of a page; `undefined` if its shape is wrong: it is read back from a file. */
export function readPageState(value: unknown): PageState | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { finding, ticket, draft: kept, scroll } = value as Record<string, unknown>;
  if (typeof finding !== 'string' || finding === '') return undefined;
  const draft = readDraft(kept);
  return {
    finding,
    ...(typeof ticket === 'string' && { ticket }),
    ...(draft && { draft }),
    ...(typeof scroll === 'number' && scroll > 0 && { scroll }),
  };
}
