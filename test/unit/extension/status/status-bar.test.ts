import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Model } from '../../../../extension/daemon/model.ts';
import { mirroredFindings, type ShownFindings } from '../../../../extension/findings/list/shown-findings.ts';
import { createStatusBar } from '../../../../extension/status/status-bar.ts';
import { DisposableStore } from '../../../../extension/tools/disposables.ts';
import { window } from '../../../support/vscode/fake.ts';

describe('the item of the status bar', () => {
  const lifetime = new DisposableStore();
  afterEach(() => {
    lifetime.dispose();
    vi.restoreAllMocks();
  });

  /** Returns the lines of the tooltip. */
  function tooltipOf(known: Pick<Model, 'connection'> & { readonly status?: object }): string[] {
    const item = { tooltip: '', show() {}, hide() {}, dispose() {} };
    vi.spyOn(window, 'createStatusBarItem').mockReturnValue(item as never);
    createStatusBar(lifetime, {
      model: { ...known, onChanged: () => ({ dispose() {} }) } as unknown as Model,
      shown: { list: mirroredFindings(), onChanged: () => ({ dispose() {} }) } as unknown as ShownFindings,
      isConfigured: () => true,
    });
    return item.tooltip.split('\n');
  }

  /** Returns the lines of the tooltip if so many accounts and regions could not be read. */
  function tooltipFor(failed: number): string[] {
    const status = { configured: true, problems: [], notes: [], templates: { state: 'read' } };
    return tooltipOf({
      connection: 'connected',
      status: { ...status, failed: Array.from({ length: failed }) },
    });
  }

  it('says nothing about the data before the daemon has answered', () => {
    expect(tooltipOf({ connection: 'starting' })).toEqual(['Guardrail: starting']);
  });

  it('says how many places could not be read', () => {
    expect(tooltipFor(0)).not.toContainEqual(expect.stringContaining('could not be read'));
    expect(tooltipFor(1)).toContain('1 place could not be read');
    expect(tooltipFor(1_200)).toContain('1,200 places could not be read');
  });
});
