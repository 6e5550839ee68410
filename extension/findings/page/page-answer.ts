import { type CancellationToken, CancellationTokenSource } from 'vscode';

/** One answer of the daemon, as far as a page knows it. */
export interface Answer<Value> {
  /** The last answer that arrived for the same subject; it stays while another is awaited. */
  readonly value?: Value;
  /** Why it could not be read: a sentence for the user. */
  readonly problem?: string;
  readonly isAwaited: boolean;
}

export interface PageAnswerInput {
  onChanged(): void;
  /** The sentence for an answer that did not come in time. */
  lateSentence(): string;
  readonly timeoutMs?: number;
}

/** One answer of the daemon that a page shows. It is requested once for each version of its subject, in bounded time. */
export class PageAnswer<Value> {
  private readonly input: PageAnswerInput;
  private subject = '';
  private version = '';
  private answer: Answer<Value> = { isAwaited: false };
  private cancellation: CancellationTokenSource | undefined;

  constructor(input: PageAnswerInput) {
    this.input = input;
  }

  /**
   * Returns what is known, and requests it if the subject or its version differs from the last time.
   * @param subject What the answer is about: of another subject nothing is known.
   */
  of(
    subject: string,
    version: string,
    request: (cancellation: CancellationToken) => Promise<Value>,
  ): Answer<Value> {
    if (subject !== this.subject) this.answer = { isAwaited: false };
    if (subject !== this.subject || version !== this.version) {
      Object.assign(this, { subject, version });
      void this.load(request);
    }
    return this.answer;
  }

  /** Returns what is known of the subject, and requests nothing. */
  last(subject: string): Answer<Value> {
    return subject === this.subject ? this.answer : { isAwaited: false };
  }

  /** Forgets the subject, and ignores the answer that is awaited. */
  forget(): void {
    this.cancellation?.cancel();
    this.cancellation = undefined;
    Object.assign(this, { subject: '', version: '' });
    this.answer = { isAwaited: false };
  }

  /** Makes the next `of` request again. */
  retry(): void {
    this.version = '';
    this.input.onChanged();
  }

  private async load(request: (cancellation: CancellationToken) => Promise<Value>): Promise<void> {
    const { onChanged, lateSentence, timeoutMs = 20_000 } = this.input;
    this.cancellation?.cancel();
    const cancellation = new CancellationTokenSource();
    this.cancellation = cancellation;
    this.answer = { ...this.answer, isAwaited: true };
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      cancellation.cancel();
      late.reject(new Error(lateSentence()));
    }, timeoutMs);
    const answer = await Promise.race([request(cancellation.token), late.promise]).then(
      (value): Answer<Value> => ({ value, isAwaited: false }),
      (error): Answer<Value> => ({
        ...(this.answer.value !== undefined && { value: this.answer.value }),
        problem: error instanceof Error ? error.message : String(error),
        isAwaited: false,
      }),
    );
    clearTimeout(timer);
    cancellation.dispose();
    // A later request replaces this one.
    if (this.cancellation !== cancellation) return;
    this.answer = answer;
    onChanged();
  }
}
