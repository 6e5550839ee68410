import type { DeploymentNotes } from '../../../domain/problems/deployments.ts';
import type { NoteTexts } from '../texts.ts';

export const deploymentNotes: Pick<NoteTexts, keyof DeploymentNotes> = {
  'mapping-not-yaml': () =>
    'このファイルは YAML として読めません。「stacks:」の下に「スタック名: テンプレートのパス」を 1 行ずつ書いてください。',
  'mapping-no-stacks': () => '「stacks:」の下に「スタック名: テンプレートのパス」を 1 行ずつ書いてください。',
  'mapping-unknown-key': ({ key }) =>
    `「${key}」は読み込まれません。このファイルはスタックの元になるテンプレートだけを示します。設定はマシン側に置いてください。`,
  'mapping-unknown-stack-key': ({ key }) =>
    `「${key}」は読み込まれません。スタックには「template」と、必要なら「account」「region」を書きます。`,
  'mapping-no-stack': () =>
    '「stack: 名前」でスタックを指定してください。名前の中の「*」は任意の文字列を表します。',
  'mapping-invalid-stack': ({ stack }) =>
    `「${stack}」はスタック名として使えません。英数字とハイフン、任意の文字列を表す「*」（連続する英数字 2 文字以上とともに）を使ってください。`,
  'mapping-no-template': ({ stack }) =>
    `「${stack}」の元になるテンプレートを、このファイルからの相対パスで書いてください。`,
  'mapping-template-outside': ({ template }) =>
    `「${template}」はワークスペースのフォルダーの中にありません。このファイルからの相対パスで書いてください。`,
  'mapping-template-not-found': ({ template }) =>
    `「${template}」というファイルはワークスペースにありません。このファイルからの相対パスで書いてください。`,
  'mapping-invalid-account-region': ({ stack }) =>
    `「${stack}」のアカウントまたはリージョンが正しくありません。アカウントは 12 桁の数字、リージョンは「ap-northeast-1」の形で書いてください。`,
  'deployments-file-too-long': ({ maxKilobytes }) =>
    `このファイルは ${maxKilobytes} kB を超えるため、スタックに関する記述を読み込みません。テンプレートがどのスタックとしてデプロイされるかを .guardrail.yaml に書いてください。`,
  'deployments-too-many': ({ max }) =>
    `このファイルにはデプロイが ${max} 件を超えて書かれているため、それより後は使われません。ファイルを分割するか、残りを .guardrail.yaml に書いてください。`,
  'deployments-too-many-commands': ({ max }) =>
    `このファイルには、デプロイ、パッケージ、フォルダーの移動のコマンドが ${max} 個を超えて書かれているため、それより後は読み込みません。ファイルを分割するか、残りを .guardrail.yaml に書いてください。`,
  'deployments-too-many-constructs': ({ max }) =>
    `この出力にはコンストラクトが ${max} 個を超えて含まれているため、それより後のリソースはソースコードの行が分かりません。アプリケーションを分割してください。`,
  'deployments-too-many-paths': ({ max }) =>
    `このファイルが参照するパスが ${max} 件を超えるか、参照先のテキストが大きすぎるため、残りはないものとして扱われます。ファイルを分割するか、残りを .guardrail.yaml に書いてください。`,
};
