import path from 'node:path';
import { isOlder } from '#protocol/versions.ts';
import type { ServerProblems } from '../../../domain/problems/server.ts';
import type { CoverageFacts, ProblemTexts, Texts } from '../texts.ts';

export const coverageText = ({ sources, accounts, regions, named, isOne }: CoverageFacts): string =>
  isOne
    ? `${named} の ${sources}`
    : `アカウント ${accounts} 件×リージョン ${regions} 件の ${sources} (${named})`;

export const unexpectedError =
  '予期しないエラーが発生しました。「Guardrail: ログを表示」で詳細を確認してください。';

export const unknownNote: Texts['unknownNote'] = (code) => ({
  what: `このバージョンでは表示できないメッセージ (${code}) があります。`,
  next: '更新して読み直してください。',
});

export const serverProblems: Pick<ProblemTexts, keyof ServerProblems> = {
  'handshake-refused': () => ({
    what: 'デーモンがこのクライアントを受け付けませんでした。',
    next: '「Guardrail: デーモンを再起動」を実行してください。',
  }),
  'protocol-differs': ({ client, daemon }) => ({
    what:
      client === daemon
        ? `起動中のデーモンは同じ Guardrail ${daemon} の別のビルドで、プロトコルが異なります。`
        : `これは Guardrail ${client} ですが、起動中のデーモンは ${daemon} です。`,
    next: isOlder(daemon, client)
      ? 'ウィンドウを再読み込みするか、コマンドをもう一度実行してください。'
      : '「Guardrail: デーモンを再起動」を実行するか、ターミナルで "guardrail daemon --stop" を実行してください。',
  }),
  'daemon-differs': ({ setting }) => ({
    what: `起動中のデーモンの ${setting} が、このターミナルのものと異なります。`,
    next: '"guardrail daemon --stop" で終了するか、このコマンドに別の GUARDRAIL_STATE_DIR を指定してください。',
  }),
  'daemon-running': () => ({
    what: 'Guardrail デーモンはすでに起動しています。',
    next: 'それを使うか、"guardrail daemon --stop" で終了してください。',
  }),
  'team-differs': ({ team, inUse }) => ({
    what:
      inUse === undefined
        ? `チームが未設定のため、ストアに ${team} の検出結果はありません。`
        : `ストアにあるのは ${inUse} の検出結果で、${team} のものではありません。`,
    next: `先に "GUARDRAIL_TEAM=${team} guardrail sync" を実行してください。`,
  }),
  'finding-unknown': ({ finding }) => ({
    what: `検出結果 ${finding} は見つかりません。`,
    next: '「Guardrail: 更新」を実行し、もう一度選択してください（ターミナルでは "guardrail sync"。キーは "guardrail findings --json" で確認できます）。',
  }),
  'place-not-declared': ({ file, logicalId, type }) => ({
    what: `${path.basename(file)} に、${type} に該当する ${logicalId} の宣言がありません。`,
    next: 'テンプレートを保存し、もう一度選択してください。',
  }),
  'ticket-elsewhere': ({ ticket }) => ({
    what: `Guardrail の接続先の Jira サイトが、表示していた ${ticket} のサイトから変わりました。`,
    next: '各ウィンドウの設定 "guardrail.jira.site" を確認し、更新してください。',
  }),
  'ticket-not-read': ({ ticket }) => ({
    what: `${ticket} はチームのチケットにありません。`,
    next: '"guardrail sync" を実行し、キーを確認してください。',
  }),
};
