import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type Box, inPicture, type View, viewPixels, viewsOf, wholeView } from "../../src/index.ts";

const turns = fc.constantFrom(0, 1, 2, 3) as fc.Arbitrary<View["turns"]>;

describe("views of a picture", () => {
  it("hold every face that is no larger than their overlap, whole", () => {
    const size = fc.integer({ min: 40, max: 1280 });
    fc.assert(
      fc.property(size, size, fc.integer({ min: 64, max: 640 }), fc.nat(), fc.nat(), (width, height, side, x, y) => {
        const face = Math.floor(Math.min(side * 0.3, width, height));
        const box = { left: x % (width - face + 1), top: y % (height - face + 1), width: face, height: face };
        const views = viewsOf(width, height, { side, overlap: 0.3, turns: [0] });
        assert.ok(views.some((view) => holds(view, box)));
      }),
    );
  });

  it("are one, in the middle, where the picture is no larger", () => {
    assert.deepEqual(viewsOf(200, 300, { side: 320, overlap: 0.3, turns: [0, 1] }), [
      { left: -60, top: -10, side: 320, turns: 0 },
      { left: -60, top: -10, side: 320, turns: 1 },
    ]);
    assert.deepEqual(wholeView(200, 300), { left: -50, top: 0, side: 300, turns: 0 });
  });

  it("show what lies at a place of the picture at the place that leads back to it, however they are turned", () => {
    const side = 16;
    fc.assert(
      fc.property(
        fc.integer({ min: -8, max: 8 }),
        fc.integer({ min: -8, max: 8 }),
        turns,
        fc.nat(23),
        fc.nat(19),
        (left, top, turn, x, y) => {
          const picture = { data: new Uint8Array(24 * 20 * 3), width: 24, height: 20 };
          picture.data.fill(255, (y * 24 + x) * 3, (y * 24 + x) * 3 + 3);
          const view = { left, top, side, turns: turn };
          const pixels = viewPixels(picture, 1, view, side);
          const at = pixels.indexOf(1) / 3;
          const isInside = x >= left && x < left + side && y >= top && y < top + side;
          assert.equal(at >= 0, isInside);
          if (!isInside) return;
          const seen = { left: (at % side) / side, top: Math.floor(at / side) / side, width: 1 / side, height: 1 / side };
          const { left: foundX, top: foundY } = inPicture(seen, view);
          assert.deepEqual([Math.round(foundX), Math.round(foundY)], [x, y]);
        },
      ),
    );
  });
});

function holds(view: View, box: Box): boolean {
  const end = 1e-9;
  return (
    box.left >= view.left - end &&
    box.top >= view.top - end &&
    box.left + box.width <= view.left + view.side + end &&
    box.top + box.height <= view.top + view.side + end
  );
}
