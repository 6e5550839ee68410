import type { ReviewMove } from '#protocol/moves.ts';
import type { ProblemData } from '#protocol/problems.ts';
import type { AskedMove, MoveQuestions } from '../../../webview/finding/protocol.ts';

export interface MoveLoaderInput {
  /** Asks the daemon. Rejects with an error whose message is for the user. */
  foresee(ticket: string, transition: string | undefined, signal: AbortSignal): Promise<ReviewMove>;
  onChanged(): void;
  /** The sentence of a question that Jira did not answer in time. */
  lateSentence(): string;
  readonly timeoutMs?: number;
}

/** The ticket that a form is about. */
export interface LoadedTicket {
  readonly ticket: string;
  /** A ticket in another status has other moves. */
  readonly status: string;
  /** A question that failed is asked again when this changes. */
  readonly attempt: string;
  /** The move that the user chose before. */
  readonly transition?: string | undefined;
}

/**
 * Knows what Jira asks for in the review of one page's ticket. It is loaded once for each status of the ticket, in bounded time, and
 * the user can stop it.
 */
export class MoveLoader {
  private readonly input: MoveLoaderInput;
  private state: AskedMove | undefined;
  private loaded: LoadedTicket | undefined;
  private abort: AbortController | undefined;
  private answers = 0;

  constructor(input: MoveLoaderInput) {
    this.input = input;
  }

  get asked(): AskedMove | undefined {
    return this.state;
  }

  /** Loads if the ticket stands elsewhere than at the last time, or if the last attempt failed and another may succeed. */
  ensure(wanted: LoadedTicket): void {
    const { loaded, state } = this;
    const isSame = loaded?.ticket === wanted.ticket && loaded.status === wanted.status;
    const mayRetry =
      state?.state === 'unread' && state.why !== undefined && loaded?.attempt !== wanted.attempt;
    if (isSame && !mayRetry) return;
    // A chosen move of another status may not exist here.
    const { transition: _, ...fresh } = wanted;
    this.loaded = loaded && !isSame && loaded.ticket === wanted.ticket ? fresh : wanted;
    void this.load();
  }

  /** Loads again, with the move that the user chose. */
  reload(transition = this.loaded?.transition): void {
    if (!this.loaded) return;
    this.loaded = { ...this.loaded, transition };
    void this.load();
  }

  stop(): void {
    if (this.state?.state !== 'loading') return;
    this.abort?.abort();
    this.become({ state: 'unread' });
  }

  /** Forgets everything. */
  forget(): void {
    this.abort?.abort();
    this.loaded = undefined;
    this.state = undefined;
  }

  /** Takes why Jira refused a review. Returns whether it is a question that the form can show. */
  refuse({ choices, ways, move, faults, code }: Partial<ProblemData>, message: string): boolean {
    if (!choices && !ways?.length && !move) return false;
    this.abort?.abort();
    const isNew = code === 'move-needs-fields';
    const before = this.state?.state === 'asked' ? this.state : undefined;
    this.become({
      ...{ state: 'asked', answer: ++this.answers },
      ...(choices && { choices }),
      ...(ways && { ways }),
      ...(move && { move }),
      ...(move && before?.choices && { choices: before.choices, chosen: move.id }),
      ...(faults && !(isNew && before?.move?.id !== move?.id) && { faults }),
      ...(code === 'fields-refused' && !faults?.length && { problem: message }),
    });
    return true;
  }

  private async load(): Promise<void> {
    const { loaded, input } = this;
    if (!loaded) return;
    this.abort?.abort();
    const { ticket, transition } = loaded;
    const abort = new AbortController();
    this.abort = abort;
    let choices = this.state?.state === 'asked' ? this.state.choices : undefined;
    const { timeoutMs = 20_000 } = input;
    const timer = setTimeout(() => abort.abort(input.lateSentence()), timeoutMs);
    this.become({ state: 'loading' });
    const ask = (chosen: string | undefined) =>
      Promise.race([input.foresee(ticket, chosen, abort.signal), aborted(abort.signal)]);
    try {
      let move = await ask(choices && transition);
      // A choice of an earlier window: the user can still change it.
      if (move.kind === 'choices' && move.choices.some(({ id }) => id === transition)) {
        choices = move.choices;
        move = await ask(transition);
      }
      if (this.abort !== abort) return;
      if (move.kind === 'refused' && move.code === 'move-unknown' && transition !== undefined)
        return this.reload(undefined);
      this.become(this.stateOf(move, transition, choices));
    } catch (error) {
      if (this.abort !== abort || this.state?.state !== 'loading') return;
      const why = abort.signal.aborted ? String(abort.signal.reason) : messageOf(error);
      this.become({ state: 'unread', why });
    } finally {
      clearTimeout(timer);
    }
  }

  private stateOf(
    move: ReviewMove,
    chosen: string | undefined,
    choices: MoveQuestions['choices'],
  ): AskedMove {
    const answer = ++this.answers;
    switch (move.kind) {
      case 'move':
        return {
          ...{ state: 'asked', answer, move: move.move },
          ...(chosen !== undefined && choices && { choices, chosen }),
        };
      case 'choices':
        return { state: 'asked', answer, choices: move.choices };
      case 'steps':
        return { state: 'asked', answer, ways: move.ways };
      case 'refused':
        return { state: 'refused', why: move.message };
    }
  }

  private become(state: AskedMove): void {
    this.state = state;
    this.input.onChanged();
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(String(signal.reason))), { once: true });
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
