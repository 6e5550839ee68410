/** LSP's `RequestCancelled`. The library that names it is loaded only once there is a daemon. */
const requestCancelled = -32800;

/** Returns whether a request ended with this error because the user cancelled it. */
export function isCancelledRequest(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === requestCancelled;
}
