/** A set of pairs of account and region: all pairs, the pairs of one account or one region, or a single pair. */
export interface Places {
  readonly account?: string;
  readonly region?: string;
}

/** Faults on demand. Each takes effect with the next request. */
export interface AwsFaults {
  /** This number of the next calls that would succeed are throttled instead. */
  throttleNext(calls: number): void;
  /** The account's own calls are denied there, and the aggregator cannot collect from it. */
  deny(account: string, region?: string): void;
  /** Ends a `deny` of the same scope. */
  allow(account: string, region?: string): void;
  /** One operation is denied to every caller, as if no policy allowed it: `cloudformation:GetTemplate`. */
  forbid(call: string, forbidden?: boolean): void;
  /** The aggregator reports its data of this scope as outdated; the data itself stays. */
  outdate(account: string, region?: string): void;
  /** Connections are cut before a response. */
  unreachable(on: boolean): void;
  /** Every key is refused as an expired session, including the base credentials. */
  expireSessions(on: boolean): void;
  /** Delays each response by this number of milliseconds. 0 ends the delay. */
  slow(ms: number): void;
  /** The account is not a member of the delegated administrator's detectors. Its own detectors stay. */
  leaveGuardDuty(account: string, left?: boolean): void;
  /** Config does not record `AWS::Config::ResourceCompliance` in this scope. Without a scope: it records again. */
  complianceNotRecorded(scope?: Places | 'all'): void;
  /** The recorders of this scope are stopped, fail or are missing. Recorded items stay. Without a scope: all record. */
  recorder(state: RecorderState, scope?: Places | 'all'): void;
  /** The detectors of this scope are suspended or missing. Findings stay. Without a scope: all are on. */
  detector(state: DetectorState, scope?: Places | 'all'): void;
  /** The accounts have not enabled the region, so their keys are unknown there. Without a scope: all regions are enabled. */
  disableRegion(scope?: Places): void;
  /** A service control policy denies the accounts everything except STS there. Without a scope: it denies nothing. */
  denyByPolicy(scope?: Places): void;
  /** Changes each response before it is sent, so that tests can spoil it. */
  spoil(change?: (call: string, answer: object) => object): void;
}

export type RecorderState = 'stopped' | 'failing' | 'missing';
export type DetectorState = 'suspended' | 'missing';

/** The current faults, with the queries that the endpoints need. */
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
  #recorders: { state: RecorderState; places: Places }[] = [];
  #detectors: { state: DetectorState; places: Places }[] = [];
  #disabled: Places[] = [];
  #deniedByPolicy: Places[] = [];
  spoiled: (call: string, answer: object) => object = (_call, answer) => answer;

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

  recorder(state: RecorderState, scope?: Places | 'all'): void {
    this.#recorders = changed(this.#recorders, state, scope);
  }

  detector(state: DetectorState, scope?: Places | 'all'): void {
    this.#detectors = changed(this.#detectors, state, scope);
  }

  disableRegion(scope?: Places): void {
    this.#disabled = scope ? [...this.#disabled, scope] : [];
  }

  denyByPolicy(scope?: Places): void {
    this.#deniedByPolicy = scope ? [...this.#deniedByPolicy, scope] : [];
  }

  spoil(change?: (call: string, answer: object) => object): void {
    this.spoiled = change ?? ((_call, answer) => answer);
  }

  /** Returns whether to throttle this call. Each `true` uses up one of the requested throttlings. */
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
    return !this.#withoutCompliance.some((places) => isAmong(places, account, region));
  }

  recorderOf(account: string, region: string): RecorderState | undefined {
    return this.#recorders.find(({ places }) => isAmong(places, account, region))?.state;
  }

  detectorOf(account: string, region: string): DetectorState | undefined {
    return this.#detectors.find(({ places }) => isAmong(places, account, region))?.state;
  }

  isRegionOff(account: string, region: string): boolean {
    return this.#disabled.some((places) => isAmong(places, account, region));
  }

  isDeniedByPolicy(account: string, region: string): boolean {
    return this.#deniedByPolicy.some((places) => isAmong(places, account, region));
  }
}

function changed<State>(
  states: readonly { state: State; places: Places }[],
  state: State,
  scope: Places | 'all' | undefined,
): { state: State; places: Places }[] {
  if (scope === undefined) return states.filter((each) => each.state !== state);
  return [...states, { state, places: scope === 'all' ? {} : scope }];
}

function isAmong(places: Places, account: string, region: string): boolean {
  return (places.account ?? account) === account && (places.region ?? region) === region;
}

function nameOf(account: string, region: string | undefined): string {
  return region === undefined ? account : `${account} ${region}`;
}
