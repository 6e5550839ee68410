/**
 * Options of the runtime that runs the daemon. V8 keeps up to three semi-spaces of 16 MB for new objects, and a large sync fills all
 * of them before it frees anything. The daemon runs all day next to the editor: with 4 MB it needs about 70 MB less.
 * With `--expose-gc` it collects what a sync run left once it rests, which halves its memory again.
 */
export const daemonRuntimeOptions: readonly string[] = ['--max-semi-space-size=4', '--expose-gc'];

/**
 * Variables of the daemon's environment, for the allocator of Linux (glibc). Messages between its threads need large blocks for a
 * moment. By default, glibc keeps such blocks, in one area for each thread: about 70 MB with 10,000 findings. The threads allocate
 * little else with it, so one area is enough; blocks of 32 kB and more are returned as soon as they are freed.
 */
export const daemonRuntimeEnvironment: Readonly<Record<string, string>> = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '32768',
  MALLOC_TRIM_THRESHOLD_: '32768',
};
