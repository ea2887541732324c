/** What a backing service can refuse; stable, for callers that decide by code. */
export type BackingErrorCode =
  | "platform_unsupported"
  | "user_unsuitable"
  | "folder_unwritable"
  | "folder_in_use"
  | "disk_full"
  | "data_corrupt"
  | "data_version"
  | "database_failed"
  | "config_invalid"
  | "key_invalid"
  | "object_not_found"
  | "range_invalid"
  | "document_invalid"
  | "message_refused"
  | "provider_unavailable";

/** An expected failure of a backing service. The message is one line and says what to do. */
export class BackingError extends Error {
  override name = "BackingError";
  readonly code: BackingErrorCode;

  constructor(code: BackingErrorCode, message: string, options?: ErrorOptions) {
    super(message.replaceAll(/\s*\n\s*/g, " "), options);
    this.code = code;
  }
}

/** Another live process serves from this folder. `url` reaches its database where this user may read the password. */
export class FolderInUse extends BackingError {
  override name = "FolderInUse";
  readonly url: string | undefined;

  constructor(dir: string, by: string, url?: string) {
    super("folder_in_use", `${dir} is in use by ${by}: stop it first, or choose another folder.`);
    this.url = url;
  }
}

/** No object has this key. */
export class ObjectNotFound extends BackingError {
  override name = "ObjectNotFound";

  constructor(key: string) {
    super("object_not_found", `No object has the key ${JSON.stringify(key)}.`);
  }
}

/** The `code` of a system error such as `ENOENT`, where the value is one. */
export function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}
