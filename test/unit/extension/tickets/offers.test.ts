import { afterEach, expect, it, vi } from 'vitest';
import { findingSubjects, ticketSubjects } from '#protocol/subjects.ts';
import type { Model } from '../../../../extension/daemon/model.ts';
import { updateOffers } from '../../../../extension/tickets/offers.ts';
import { commands } from '../../../support/vscode/fake.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

it('sets every command at the start, because the editor may have kept an earlier value, and then what differs', () => {
  const execute = vi.spyOn(commands, 'executeCommand').mockResolvedValue(undefined);
  const [first] = findingSubjects;
  let offers: readonly string[] = [];
  let changed = () => {};
  updateOffers({
    get offers() {
      return offers;
    },
    onOffersChanged(listener: () => void) {
      changed = listener;
      return { dispose() {} };
    },
  } as unknown as Model);
  const set = () => execute.mock.calls.map(([, name, value]) => [name, value]);
  expect(set()).toEqual(
    [...findingSubjects, ...ticketSubjects].map((kind) => [`guardrail.offers.${kind}`, false]),
  );
  execute.mockClear();
  offers = [first];
  changed();
  expect(set()).toEqual([[`guardrail.offers.${first}`, true]]);
});
