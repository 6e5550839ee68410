import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccountRegion, keyOfAccountRegion } from '../../daemon/domain/accounts/account-region.ts';
import { findingKey } from '../../daemon/domain/findings/key.ts';
import type { CoveredReading } from '../../daemon/domain/findings/reading.ts';
import { CallFailed } from '../../daemon/integrations/aws/connection/errors.ts';
import type { FindingReading, FindingSource } from '../../daemon/integrations/aws/finding-source.ts';

/** Called with each request before it is sent. If it throws, the request fails with that error. */
export type Intercept = (operation: string, input: Readonly<Record<string, unknown>>) => void;

/** A source with findings in each of its targets. */
export interface FindingSite {
  /** Opens the source. Every request passes `intercept`. */
  open(intercept: Intercept): FindingSource;
  /** Keys of all findings of its targets, from the service itself. */
  readonly keys: readonly string[];
  /** Returns whether a request concerns only the targets `broken`. */
  isOfBroken(...request: Parameters<Intercept>): boolean;
  readonly broken: readonly AccountRegion[];
  close(): Promise<void>;
}

/** Tests the contract of every implementation of `FindingSource`. */
export function findingSourceContract(name: string, start: () => Promise<FindingSite>): void {
  describe(`${name} as a source of findings`, () => {
    let site: FindingSite;
    beforeAll(async () => {
      site = await start();
    });
    afterAll(() => site.close());

    const read = async (source: FindingSource, signal = new AbortController().signal) => {
      const readings: FindingReading[] = [];
      const generator = source.read(signal);
      for (;;) {
        const { done, value } = await generator.next();
        if (done) return { readings, returned: value };
        readings.push(value);
      }
    };
    const endsOf = (readings: readonly FindingReading[]) =>
      readings.filter((reading): reading is CoveredReading => reading.kind === 'covered');
    /** A finding of IAM is observed in every region and counts once. */
    const unique = (keys: readonly string[]) => [...new Set(keys)].sort();
    const keysOf = (readings: readonly FindingReading[]) =>
      unique(
        readings
          .flatMap((reading) => (reading.kind === 'observed' ? reading.observations : []))
          .map(findingKey),
      );
    const sorted = (targets: readonly AccountRegion[]) => targets.map(keyOfAccountRegion).sort();

    it('yields every finding of its targets, and ends each target once without a problem', async () => {
      const source = site.open(() => {});
      const { readings } = await read(source);
      expect(keysOf(readings)).toEqual(unique(site.keys));
      expect(sorted(endsOf(readings))).toEqual(sorted(source.targets));
      expect(endsOf(readings).filter((end) => end.problem || end.source !== source.source)).toEqual([]);
    });

    it('does not change its input: if it is read twice, it yields the same', async () => {
      const source = frozen(site.open(() => {}));
      const first = await read(source);
      const second = await read(source);
      expect(first.returned).toBeUndefined();
      expect(second.readings).toEqual(first.readings);
    });

    it('reports a failed call as the problem of the targets that it concerns, and reads the others', async () => {
      const { readings } = await read(
        site.open((...request) => {
          if (!site.isOfBroken(...request)) return;
          const cause = Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
          throw new CallFailed('service', request[0], cause);
        }),
      );
      expect(sorted(endsOf(readings))).toEqual(sorted(site.open(() => {}).targets));
      expect(sorted(endsOf(readings).filter(({ problem }) => problem))).toEqual(sorted(site.broken));
      const isElsewhere = (key: string) => site.broken.every(({ account }) => account !== key.split(':')[1]);
      expect(keysOf(readings).filter(isElsewhere)).toEqual(unique(site.keys.filter(isElsewhere)));
    });

    it('stops when it is cancelled, and ends no target', async () => {
      const cancelled = new AbortController();
      let requests = 0;
      const source = site.open(() => {
        requests++;
        cancelled.abort(new Error('cancelled'));
      });
      const readings: FindingReading[] = [];
      const reading = (async () => {
        for await (const each of source.read(cancelled.signal)) readings.push(each);
      })();
      await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
      expect(requests).toBeGreaterThan(0);
      expect(endsOf(readings)).toEqual([]);
    });
  });
}

function frozen(source: FindingSource): FindingSource {
  for (const target of Object.freeze(source.targets)) Object.freeze(target);
  return Object.freeze(source);
}
