import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readHeicRgb, UnreadableImage } from "../../src/pixels/read-rgb.ts";

/** 96 by 64 pixels, the left half red and the right half blue, encoded as HEVC. */
const bytes = Buffer.from(
  [
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAUJtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9jAAAAAERAAAEA",
    "AQAAAAABZgABAAAAAAAAACkAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRtAAAAAAABAAAAwmlwcnAAAACkaXBjbwAAAHhodmND",
    "AQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoDCBBZbqSSmubgIaDAgA",
    "AAMAyAAAAwAIQGIAAQAHRAHBcrAiQAAAABRpc3BlAAAAAAAAAGAAAABAAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAgMAAAAxbWRhdAAA",
    "ACUoAa8ZgAaJR79V//5cPv+YZpe2jF2n/91M7ypM/vExAD2Olf/A",
  ].join(""),
  "base64",
);

describe("a HEIC is decoded", () => {
  const pixel = ({ data, width }: { data: Uint8Array; width: number }, x: number, y: number) => [
    ...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
  ];
  const near = (found: number[], colour: number[]) =>
    assert.ok(
      found.every((value, at) => Math.abs(value - colour[at]!) < 24),
      found.join(),
    );

  test("to its colours, and shrunk on demand", async () => {
    const whole = await readHeicRgb(bytes);
    assert.deepEqual([whole.width, whole.height, whole.original], [96, 64, { width: 96, height: 64 }]);
    near(pixel(whole, 20, 30), [200, 40, 40]);
    near(pixel(whole, 80, 30), [40, 60, 200]);
    const small = await readHeicRgb(bytes, 48);
    assert.deepEqual([small.width, small.height], [48, 32]);
  });

  test("within its limits, and a broken one is an answer", async () => {
    const refusedAs = (reason: string) => (error: unknown) => error instanceof UnreadableImage && error.reason === reason;
    await assert.rejects(readHeicRgb(bytes, 1024, 1000), refusedAs("too_many_pixels"));
    await assert.rejects(readHeicRgb(Buffer.from("no HEIC")), refusedAs("undecodable"));
    for (let end = 10; end < bytes.length; end += 37)
      await readHeicRgb(bytes.subarray(0, end)).catch((error: unknown) => assert.ok(error instanceof UnreadableImage));
    await readHeicRgb(bytes);
  });
});
