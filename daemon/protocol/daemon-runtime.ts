/**
 * Options of the runtime that runs the daemon. V8 keeps up to three semi-spaces of 16 MB for new objects, and a large sync fills all
 * of them before it frees anything. The daemon runs all day next to the editor: with 4 MB it needs about 70 MB less.
 */
export const daemonRuntimeOptions: readonly string[] = ['--max-semi-space-size=4'];
