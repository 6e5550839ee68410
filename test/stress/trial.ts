/** A trial that runs long by `npm run stress` and small in `npm test`. */
export interface StressTrial {
  /** How many cases the long version runs. */
  readonly count: number;
  run(options: StressOptions): Promise<StressResult>;
}

export interface StressOptions {
  readonly count: number;
  /** The same seed makes the same cases. */
  readonly seed: number;
}

export interface StressResult {
  /** By name, as printed: counts, bytes, milliseconds. */
  readonly figures: Readonly<Record<string, string | number>>;
  /** One sentence for each promise that did not hold, with the case that broke it. Empty: all held. */
  readonly broken: readonly string[];
}
