/** A refusal in the words and codes of Cloudflare's API. */
export class RestError extends Error {
  readonly status: number;
  readonly code: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: number,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = "RestError";
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const noSuchRoute = (path: string) =>
  new RestError(
    404,
    7003,
    `Could not route to ${path}, perhaps your object identifier is invalid?`,
  );
export const notAuthenticated = () => new RestError(403, 10000, "Authentication error");
export const noSuchScript = () =>
  new RestError(404, 10007, "This Worker does not exist on your account.");
export const noSuchNamespace = () =>
  new RestError(404, 100119, "workers.api.error.dispatch_namespace_not_found");
export const badUpload = (why: string) => new RestError(400, 10021, why);
export const badRequest = (why: string) => new RestError(400, 10400, why);
export const tooLarge = (limit: number) =>
  new RestError(413, 10027, `The request body is over the limit of ${limit} bytes.`);
export const noSuchKvNamespace = () =>
  new RestError(404, 10013, "get namespace: 'namespace not found'");
export const noSuchKvKey = () => new RestError(404, 10009, "get: 'key not found'");
export const noSuchBucket = () => new RestError(404, 10006, "The specified bucket does not exist.");
