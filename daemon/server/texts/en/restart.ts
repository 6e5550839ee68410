/**
 * The end of a sentence after a change of environment variables. The daemon gets those of the editor, which gets its own
 * when it starts. A daemon runs for some minutes after its last window, so the editor may find the old one.
 */
export const restartInEnvironment =
  'start VS Code again in that environment and run "Guardrail: Restart Daemon" (without VS Code: "guardrail daemon --stop").';
