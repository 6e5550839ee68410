/** A trial, which is long in `npm run stress` and short in `npm test`. */
export interface StressTrial {
  /** The number of cases in the long version. */
  readonly count: number;
  run(options: StressOptions): Promise<StressResult>;
}

export interface StressOptions {
  readonly count: number;
  /** The same seed makes the same cases. */
  readonly seed: number;
}

export interface StressResult {
  /** Counts, bytes and milliseconds, by their printed name. */
  readonly figures: Readonly<Record<string, string | number>>;
  /** One sentence for each broken promise, with the case that broke it. Empty: no promise was broken. */
  readonly broken: readonly string[];
}
