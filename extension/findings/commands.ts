import { env, l10n, Position, Range, Uri, window } from 'vscode';
import { consoleHosts } from '#protocol/console.ts';
import type { Link, TemplatePlace } from '#protocol/links.ts';
import { hasPlace } from '#protocol/links.ts';
import type { Model } from '../daemon/model.ts';
import type { DisposableStore } from '../tools/disposables.ts';
import { pickRow } from '../tools/pick-row.ts';
import { plainMessage } from '../tools/plain-message.ts';
import { registerCommand } from '../tools/register-command.ts';
import { chooseFinding } from './choose.ts';
import { placeLabel } from './labels.ts';
import type { FindingPages } from './page/page.ts';
import { placesOf } from './template-places.ts';

/** Registers the commands that open the finding's page, its line in the template, and its resource in the AWS console. */
export function registerFindingCommands(lifetime: DisposableStore, model: Model, pages: FindingPages): void {
  lifetime.add(
    registerCommand('guardrail.finding.open', async (argument: unknown) => {
      const finding = await chooseFinding(model, argument);
      if (finding) pages.open(finding);
    }),
  );
  lifetime.add(
    registerCommand('guardrail.finding.goToTemplate', async (argument: unknown) => {
      const finding = await chooseFinding(model, argument, 'template');
      if (finding) await goToTemplate(finding.link);
    }),
  );
  lifetime.add(
    registerCommand('guardrail.finding.openConsole', async (argument: unknown) => {
      const finding = await chooseFinding(model, argument, 'console');
      if (!finding) return;
      if (isConsole(finding.consoleUrl)) await env.openExternal(Uri.parse(finding.consoleUrl, true));
      else
        await window.showInformationMessage(
          plainMessage(
            l10n.t(
              'There is no public AWS console for {0}. Look for the resource in the console that your organization uses.',
              finding.region,
            ),
          ),
        );
    }),
  );
}

async function goToTemplate(link: Link | undefined): Promise<void> {
  const place = link?.place && !link.source ? link.place : await choosePlace(link);
  if (!place) {
    if (!hasPlace(link))
      await window.showInformationMessage(
        plainMessage(
          link?.evidence ??
            l10n.t(
              'No template in this workspace declares this resource. Open the folder that has its template.',
            ),
        ),
      );
    return;
  }
  const start = new Position(place.line, place.column);
  const selection = new Range(start, new Position(place.line, place.endColumn ?? place.column));
  await window.showTextDocument(Uri.file(place.file), { selection });
}

/** Asks the user if several places are possible, or if source code generates the template. */
async function choosePlace(
  link: Link | undefined,
): Promise<(Pick<TemplatePlace, 'file' | 'line' | 'column'> & Partial<TemplatePlace>) | undefined> {
  const places = placesOf(link);
  if (places.length === 0) return undefined;
  const source = link?.source;
  const rows = [
    ...(source ? [{ label: l10n.t('Source Code'), description: placeLabel(source), place: source }] : []),
    ...places.map((place) => ({ label: place.logicalId, description: placeLabel(place), place })),
  ];
  const chosen = await pickRow(rows, {
    title: source
      ? l10n.t('This template is generated from source code. Which one do you want to open?')
      : l10n.t('Several templates may declare this resource. Which one?'),
  });
  return chosen?.place;
}

/** The daemon builds these addresses from AWS's data: only the AWS console is opened. */
function isConsole(url: string | undefined): url is string {
  if (url === undefined || !URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  const hosts = Object.values(consoleHosts);
  return protocol === 'https:' && hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}
