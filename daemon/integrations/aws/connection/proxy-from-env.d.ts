declare module 'proxy-from-env' {
  /**
   * Returns the URL of the proxy for a URL, by the environment's HTTPS_PROXY, ALL_PROXY and NO_PROXY; '' if
   * no proxy applies.
   */
  export function getProxyForUrl(url: string): string;
}
