import type { Severity } from '#protocol/findings.ts';
import { securityHubControls } from './security-hub-controls.ts';

/** One control of Security Hub. */
export interface Control {
  /** As AWS writes it: `S3.8`. */
  readonly id: string;
  readonly severity: Severity;
  /** The managed rule of AWS Config that it evaluates. Absent: none, or a rule of Security Hub's own. */
  readonly identifier?: string;
}

const byId = new Map(
  securityHubControls.map(([id, severity, identifier]): [string, Control] => [
    id.toLowerCase(),
    { id, severity, ...(identifier !== undefined && { identifier }) },
  ]),
);

/** Returns the control with this id, in any case; `undefined` for an id that is not in the catalogue. */
export function controlOf(id: string): Control | undefined {
  return byId.get(id.toLowerCase());
}
