import { l10n, window } from 'vscode';
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
import { registerCommand } from '../tools/register-command.ts';
import { readDecision } from './decision.ts';
import { declarationRows, linkRows } from './link-rows.ts';

/**
 * Registers **Choose Template Resource…** for the trees, the finding's page, a lens and the command palette, and the
 * command of quick fixes, which does not ask the user. Both change only data that is stored on this machine, so
 * Restricted Mode allows them.
 */
export function registerLinkChoices(
  lifetime: DisposableStore,
  connection: DaemonConnection,
  model: Model,
): void {
  lifetime.add(
    registerCommand(clientCommands.chooseLink, async (argument) => {
      const finding = await chooseFinding(model, argument);
      if (!finding) return;
      const answers = await ask(connection, finding);
      if (answers) await send(connection, finding, answers);
    }),
  );
  lifetime.add(
    registerCommand(clientCommands.decideLink, async (argument) => {
      const answer = readDecision(argument);
      const finding = answer && (await chooseFinding(model, answer.finding));
      if (answer && finding) await send(connection, finding, [answer]);
    }),
  );
}

/** Asks the user about the finding's link. Resolves to `undefined` if the user leaves it open. */
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
  if (answer.place) return [choosesThis(finding, answer.place)];
  switch (answer.want) {
    case 'another': {
      const place = await askAmongAll(connection, finding);
      return place && [choosesThis(finding, place)];
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
      plainMessage(
        l10n.t(
          'No template in this workspace declares a {0}. Open the folder that has its template.',
          finding.resource.type,
        ),
      ),
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

/** Sends the choices one after the other: the daemon stores them in the order of the user's answers. */
async function send(
  connection: DaemonConnection,
  { resource }: FindingView,
  answers: readonly ChooseLinkParams[],
): Promise<void> {
  for (const params of answers) await connection.require().request(chooseLink, params);
  void window.showInformationMessage(plainMessage(resultSentence(resource.name ?? resource.id, answers)));
}

function resultSentence(name: string, answers: readonly ChooseLinkParams[]): string {
  const [first] = answers;
  const verdict = first?.verdict;
  const logicalId = first && 'logicalId' in first ? first.logicalId : '';
  if (verdict === 'this') return l10n.t('Saved: {0} declares {1}.', logicalId, name);
  if (verdict === 'forget') return l10n.t('The choice for {0} is cleared.', name);
  return answers.length > 1
    ? l10n.t('Saved: none of the {0} places declares {1}.', answers.length, name)
    : l10n.t('Saved: {0} does not declare {1}.', logicalId, name);
}

function choosesThis({ key }: FindingView, { file, logicalId }: TemplatePlace): ChooseLinkParams {
  return { finding: key, verdict: 'this', file, logicalId };
}

function titleOf({ resource }: FindingView): string {
  return l10n.t('Which declaration is {0}?', resource.name ?? resource.id);
}
