import assert from "node:assert/strict";
import { TlogError, type TlogErrorCode } from "../../src/index.ts";

/** An error matcher for assert.throws and assert.rejects: a TlogError of this code, its message matching. */
export function refusal(code: TlogErrorCode, message = /./): (error: unknown) => true {
  return (error) => {
    assert.ok(error instanceof TlogError, `not a TlogError: ${error instanceof Error ? error.stack : error}`);
    assert.equal(error.code, code, error.message);
    assert.match(error.message, message);
    return true;
  };
}
