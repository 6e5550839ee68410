/**
 * Never resolves, and rejects with the signal's reason when the signal is aborted. Use it in `Promise.race`
 * with work that cannot be cancelled.
 */
export function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
