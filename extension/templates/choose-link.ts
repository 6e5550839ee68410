import { commands, l10n, window } from 'vscode';
import { clientCommands } from '#protocol/client-commands.ts';
import type { FindingView } from '#protocol/findings.ts';
import { type ChooseLinkParams, chooseLink, listDeclarations, type TemplatePlace } from '#protocol/links.ts';
import type { DaemonConnection } from '../daemon/connection.ts';
import type { Model } from '../daemon/model.ts';
import { chooseFinding } from '../findings/choose.ts';
import { placesOf } from '../findings/template-places.ts';
import type { DisposableStore } from '../tools/disposables.ts';
import { pickRow } from '../tools/pick-row.ts';
import { plainMessage } from '../tools/plain-message.ts';
import { showError } from '../tools/show-error.ts';
import { readDecision } from './decision.ts';
import { declarationRows, linkRows } from './link-rows.ts';

/**
 * **Choose Template Resource…** from the trees, the finding's page, a lens or the command palette; and what a quick fix
 * says at once. Both change nothing but what is remembered on this machine, so Restricted Mode allows them.
 */
export function registerLinkChoices(
  lifetime: DisposableStore,
  connection: DaemonConnection,
  model: Model,
): void {
  lifetime.add(
    commands.registerCommand(clientCommands.chooseLink, async (argument: unknown) => {
      const finding = await chooseFinding(model, argument);
      if (!finding) return;
      await trying(async () => {
        const said = await ask(connection, finding);
        if (said) await tell(connection, finding, said);
      });
    }),
  );
  lifetime.add(
    commands.registerCommand(clientCommands.decideLink, async (argument: unknown) => {
      const said = readDecision(argument);
      const finding = said && (await chooseFinding(model, said.finding));
      if (said && finding) await trying(() => tell(connection, finding, [said]));
    }),
  );
}

/** What a person says of the finding's link; nothing where they leave it open. */
async function ask(
  connection: DaemonConnection,
  finding: FindingView,
): Promise<ChooseLinkParams[] | undefined> {
  const picked = await pickRow(linkRows(finding), {
    title: titleOf(finding),
    placeHolder: finding.link?.evidence ?? '',
    matchOnDescription: true,
  });
  const answer = picked?.answer;
  if (!answer) return undefined;
  if (answer.place) return [saysThis(finding, answer.place)];
  switch (answer.want) {
    case 'another': {
      const place = await askAmongAll(connection, finding);
      return place && [saysThis(finding, place)];
    }
    case 'none':
      return placesOf(finding.link).map(({ file, logicalId }) => ({
        finding: finding.key,
        verdict: 'not',
        file,
        logicalId,
      }));
    case 'forget':
      return [{ finding: finding.key, verdict: 'forget' }];
  }
}

async function askAmongAll(
  connection: DaemonConnection,
  finding: FindingView,
): Promise<TemplatePlace | undefined> {
  const declarations = await connection.require().request(listDeclarations, { finding: finding.key });
  const { places, total } = declarations;
  if (total === 0) {
    void window.showInformationMessage(
      plainMessage(l10n.t('No template in this workspace declares a {0}.', finding.resource.type)),
    );
    return undefined;
  }
  const picked = await pickRow(declarationRows(declarations), {
    title: titleOf(finding),
    placeHolder:
      total > places.length
        ? l10n.t('The first {0} of {1} declarations', places.length, total)
        : finding.resource.type,
    matchOnDescription: true,
  });
  return picked?.answer?.place;
}

/** One after the other: what is remembered is in the order in which it was said. */
async function tell(
  connection: DaemonConnection,
  { resource }: FindingView,
  said: readonly ChooseLinkParams[],
): Promise<void> {
  for (const params of said) await connection.require().request(chooseLink, params);
  void window.showInformationMessage(plainMessage(whatBecame(resource.name ?? resource.id, said)));
}

function whatBecame(name: string, said: readonly ChooseLinkParams[]): string {
  const [first] = said;
  const verdict = first?.verdict;
  const logicalId = first && 'logicalId' in first ? first.logicalId : '';
  if (verdict === 'this') return l10n.t('Saved: {0} declares {1}.', logicalId, name);
  if (verdict === 'forget') return l10n.t('The choice for {0} is cleared.', name);
  return said.length > 1
    ? l10n.t('Saved: none of the {0} places declares {1}.', said.length, name)
    : l10n.t('Saved: {0} does not declare {1}.', logicalId, name);
}

function saysThis({ key }: FindingView, { file, logicalId }: TemplatePlace): ChooseLinkParams {
  return { finding: key, verdict: 'this', file, logicalId };
}

function titleOf({ resource }: FindingView): string {
  return l10n.t('Which declaration is {0}?', resource.name ?? resource.id);
}

async function trying(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    void showError(error);
  }
}
