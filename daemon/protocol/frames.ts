/** A frame's header. The daemon closes the connection of a client that exceeds a limit. */
export const maxHeaderBytes = 4 * 1024;
/** A body before the handshake is done: a token, settings, folders and the globs that they hide. */
export const maxHandshakeBytes = 1024 * 1024;
/** A body after the handshake: a document of the editor, whose every character JSON may write as six. */
export const maxBodyBytes = 64 * 1024 * 1024;
