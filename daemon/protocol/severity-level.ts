import type { Severity } from './findings.ts';

/** How strongly a severity is shown. */
export type SeverityLevel = 'error' | 'warning' | 'information';

/**
 * The one scale of every place that shows a severity with a color: the trees, the finding's page and the diagnostics of the
 * editor. The word of the severity stands next to the color wherever there is room for it.
 */
export const severityLevels: Readonly<Record<Severity, SeverityLevel>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'information',
};
