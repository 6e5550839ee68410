/**
 * Everything that needs `vscode-languageclient`, in a bundle of its own: to load the library takes longer than the rest of the
 * activation, and a window without a daemon never needs it. Import it with `loadLanguageLibrary`, and only its types otherwise.
 */
export { SocketMessageReader, SocketMessageWriter } from 'vscode-languageclient/node';
export { DaemonLanguageClient } from './language-client.ts';
