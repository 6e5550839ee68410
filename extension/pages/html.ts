import { randomBytes } from 'node:crypto';
import { env, Uri, type Webview } from 'vscode';

/** Where the pages' scripts and styles are: nothing else is loaded. */
export function scriptsOf(extensionUri: Uri): Uri {
  return Uri.joinPath(extensionUri, 'dist', 'webview');
}

/** The empty page: its content comes by message. Nothing is loaded or run but its own script and style. */
export function htmlOf(webview: Webview, scripts: Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const script = webview.asWebviewUri(Uri.joinPath(scripts, 'finding.js'));
  const style = webview.asWebviewUri(Uri.joinPath(scripts, 'finding.css'));
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource} 'nonce-${nonce}'; font-src ${webview.cspSource}; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="${env.language.startsWith('ja') ? 'ja' : 'en'}">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <!-- Where the components look for it, to find out whether they may show focus. -->
  <meta property="csp-nonce" content="${nonce}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${style}">
  <title>Guardrail</title>
</head>
<body>
  <main id="page"></main>
  <script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
