/** Why a JPEG's coefficients cannot be read; its message is a stable code. */
export class JpegUnreadable extends Error {
  override readonly name = "JpegUnreadable";
  readonly code: "not_jpeg" | "truncated" | "malformed" | "unsupported" | "size";

  constructor(code: JpegUnreadable["code"]) {
    super(code);
    this.code = code;
  }
}
