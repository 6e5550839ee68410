/** The end of a sentence after a change of environment variables. */
export const restartInEnvironment =
  'その環境で VS Code を起動し直し、「Guardrail: デーモンを再起動」を実行してください（VS Code を使わない場合は "guardrail daemon --stop"）。';
