/** A frame's header. The daemon closes the connection of a client that exceeds a limit. */
export const maxHeaderBytes = 4 * 1024;
/** A body before the handshake is done: it has a token, settings, folders and the globs that they hide. */
export const maxHandshakeBytes = 1024 * 1024;
/** A body after the handshake: it may be an editor's document, of which JSON may write each character as six. */
export const maxBodyBytes = 64 * 1024 * 1024;
