import { expect, it, vi } from 'vitest';
import { createEventBus } from '../../../daemon/base/event-bus.ts';

it('delivers events in order, at once, until a subscriber stops', () => {
  const bus = createEventBus<string>(() => {});
  const got: string[] = [];
  const stop = bus.subscribe((events) => got.push(`first ${events.join(' ')}`));
  bus.subscribe((events) => got.push(`second ${events.join(' ')}`));

  bus.publish(['a', 'b']);
  stop();
  bus.publish(['c']);

  expect(got).toEqual(['first a b', 'second a b', 'second c']);
});

it('calls no subscriber without events', () => {
  const bus = createEventBus<string>(() => {});
  const listener = vi.fn();
  bus.subscribe(listener);
  bus.publish([]);
  expect(listener).not.toHaveBeenCalled();
});

it('delivers to the others when a subscriber throws, and reports the error', () => {
  const errors: unknown[] = [];
  const bus = createEventBus<string>((error) => errors.push(error));
  const got: string[] = [];
  const broken = new Error('broken');
  bus.subscribe(() => {
    throw broken;
  });
  bus.subscribe((events) => got.push(...events));

  bus.publish(['a']);

  expect(got).toEqual(['a']);
  expect(errors).toEqual([broken]);
});
