/** Some accounts × regions: all of them, an account's, a region's, or one. */
export interface Places {
  readonly account?: string;
  readonly region?: string;
}

/** What can go wrong, on demand. Everything takes effect with the next request. */
export interface AwsFaults {
  /** The next so many calls that would have been answered are throttled instead. */
  throttleNext(calls: number): void;
  /** The account's own calls are denied there, and the aggregator cannot collect from it. */
  deny(account: string, region?: string): void;
  /** Takes back a `deny` of the same place. */
  allow(account: string, region?: string): void;
  /** One call is denied to everybody, as where a policy leaves it out: `cloudformation:GetTemplate`. */
  forbid(call: string, forbidden?: boolean): void;
  /** The aggregator's data of the place is said to be old; the data itself stays. */
  outdate(account: string, region?: string): void;
  /** Connections are cut before an answer. */
  unreachable(on: boolean): void;
  /** Every key is answered as a session that has expired, the base credentials included. */
  expireSessions(on: boolean): void;
  /** So many milliseconds more for each answer; 0 ends it. */
  slow(ms: number): void;
  /** The account is no member of the delegated administrator's detectors; its own detectors stay. */
  leaveGuardDuty(account: string, left?: boolean): void;
  /** Config does not record `AWS::Config::ResourceCompliance` in these places. Without a scope: it does again. */
  complianceNotRecorded(scope?: Places | 'all'): void;
}

/** The faults with what the endpoints ask of them. */
export class FaultState implements AwsFaults {
  isUnreachable = false;
  areSessionsExpired = false;
  /** Milliseconds. */
  delay = 0;
  #toThrottle = 0;
  readonly #denied = new Set<string>();
  readonly #forbidden = new Set<string>();
  readonly #outdated = new Set<string>();
  readonly #leftGuardDuty = new Set<string>();
  #withoutCompliance: Places[] = [];

  throttleNext(calls: number): void {
    this.#toThrottle = calls;
  }

  deny(account: string, region?: string): void {
    this.#denied.add(nameOf(account, region));
  }

  allow(account: string, region?: string): void {
    this.#denied.delete(nameOf(account, region));
  }

  forbid(call: string, forbidden = true): void {
    if (forbidden) this.#forbidden.add(call);
    else this.#forbidden.delete(call);
  }

  outdate(account: string, region?: string): void {
    this.#outdated.add(nameOf(account, region));
  }

  unreachable(on: boolean): void {
    this.isUnreachable = on;
  }

  expireSessions(on: boolean): void {
    this.areSessionsExpired = on;
  }

  slow(ms: number): void {
    this.delay = ms;
  }

  leaveGuardDuty(account: string, left = true): void {
    if (left) this.#leftGuardDuty.add(account);
    else this.#leftGuardDuty.delete(account);
  }

  complianceNotRecorded(scope?: Places | 'all'): void {
    if (scope === undefined) this.#withoutCompliance = [];
    else this.#withoutCompliance.push(scope === 'all' ? {} : scope);
  }

  /** Whether to throttle this call; each `true` uses one up. */
  takeThrottle(): boolean {
    if (this.#toThrottle === 0) return false;
    this.#toThrottle--;
    return true;
  }

  isDenied(account: string, region: string): boolean {
    return this.#denied.has(account) || this.#denied.has(nameOf(account, region));
  }

  isForbidden(call: string): boolean {
    return this.#forbidden.has(call);
  }

  isOutdated(account: string, region: string): boolean {
    return this.#outdated.has(account) || this.#outdated.has(nameOf(account, region));
  }

  isGuardDutyMember(account: string): boolean {
    return !this.#leftGuardDuty.has(account);
  }

  recordsCompliance(account: string, region: string): boolean {
    return !this.#withoutCompliance.some(
      (places) => (places.account ?? account) === account && (places.region ?? region) === region,
    );
  }
}

function nameOf(account: string, region: string | undefined): string {
  return region === undefined ? account : `${account} ${region}`;
}
