const maxLosses = 6;
const lossWindowMs = 60_000;
const pauseMs = 200;

/** The lost connections of the last minute: a daemon that keeps stopping is not started again and again. */
export class Losses {
  private times: number[] = [];

  /**
   * @param now In ms since 1970.
   * @returns how long to wait before the next attempt, in ms. If several windows lose one daemon at the same time, the
   * first to try again starts the next one. `undefined`: there were too many losses, so the user must decide.
   */
  record(now: number): number | undefined {
    this.times = [...this.times.filter((time) => now - time < lossWindowMs), now];
    return this.times.length > maxLosses ? undefined : pauseMs * this.times.length;
  }

  /** The user wants another attempt. */
  forget(): void {
    this.times = [];
  }
}
