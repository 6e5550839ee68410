/** Problems of the store's file. `file`: its path. */
export interface StoreProblems {
  'store-disk-full': { readonly file: string };
  'store-too-many-files': { readonly file: string };
  'store-not-writable': { readonly file: string };
  'store-disk-failed': { readonly file: string };
  'store-not-opened': { readonly file: string };
  /** A later version wrote the store: its schema, and the latest that this version knows. */
  'store-newer': { readonly file: string; readonly version: number; readonly known: number };
  'store-rebuilt': RebuiltStore;
  'store-rebuilt-with-losses': RebuiltStore;
  'store-rebuilt-during-write': object;
  'store-fails-again': { readonly file: string };
}

/** A damaged store, and what is kept of it. */
export interface RebuiltStore {
  /** Where the damaged file is now. */
  readonly aside: string;
  /** Waiting reviews that are kept. */
  readonly reviews: number;
  /** Tickets that are filed and not confirmed, which are kept. */
  readonly filings: number;
  /** Chosen links that are kept. */
  readonly choices: number;
  /** Waiting reviews that are damaged; `tickets` are the keys that can still be read. */
  readonly damagedReviews: number;
  readonly tickets: readonly string[];
  readonly damagedFilings: number;
  /** Whether every row of the old file could be read. */
  readonly isWhole: boolean;
}
