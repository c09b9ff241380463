/** An access key, with the token of a session where it is of one. */
export interface AccessKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** As the SDK takes them: what is absent may not be undefined. */
export function toCredentials({ accessKeyId, secretAccessKey, sessionToken }: AccessKeys) {
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}

/** For servers that take any keys. */
export const anyKeys: AccessKeys = { accessKeyId: 'queuescope', secretAccessKey: 'queuescope' };
