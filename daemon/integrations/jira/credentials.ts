/** Credentials in the form that a site receives. */
export interface Authorization {
  /** Value of the `Authorization` header. */
  readonly authorization: string;
  /** Texts that must appear nowhere else. */
  readonly secrets: readonly string[];
}

/** An API token of an Atlassian account, with its e-mail address. */
export function basicAuthorization({
  email = '',
  token,
}: {
  readonly email?: string | undefined;
  readonly token: string;
}): Authorization {
  const credential = Buffer.from(`${email}:${token}`, 'utf8').toString('base64');
  return { authorization: `Basic ${credential}`, secrets: [token, credential] };
}

/** A personal access token of Data Center, which contains its user. */
export function bearerAuthorization({ token }: { readonly token: string }): Authorization {
  return { authorization: `Bearer ${token}`, secrets: [token] };
}
