import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { defineContract, operation } from "@oneheart/contracts";
import { bootServices } from "@oneheart/testing";
import { z } from "zod";
import { defineService, defineSettings, handle, loadSettings, pick, setting, sharedSettings } from "../src/index.ts";

const kiteSettings = defineSettings(
  "kite",
  { KITE_COLOUR: setting("What it is painted with.", z.string().default("red")) },
  { uses: pick(sharedSettings, "DATA_DIR") },
);
const boatSettings = defineSettings("boat", { BOAT_NAME: setting("What it is called.", z.string().default("Dao")) });

const contract = defineContract({
  service: "kite",
  operations: {
    look: operation({
      summary: "Looks at a kite",
      access: ["internal"],
      input: z.object({}),
      output: z.object({ colour: z.string() }),
    }),
    board: operation({
      summary: "Reads the settings of another service, which is a bug",
      access: ["internal"],
      input: z.object({}),
      output: z.object({ name: z.string() }),
    }),
  },
  events: {},
});

const kiteService = defineService(contract, {
  operations: {
    look: handle(contract.operations.look, async (_input, ctx) => ({ colour: ctx.settings(kiteSettings).KITE_COLOUR })),
    board: handle(contract.operations.board, async (_input, ctx) => ({ name: ctx.settings(boatSettings).BOAT_NAME })),
  },
  settings: kiteSettings,
});

const rope = defineSettings("rope", {
  ROPE_METRES: setting("How long it is.", z.coerce.number().int().positive().max(900).default(50)),
  ROPE_KNOTS: setting("Whether it has knots.", z.enum(["on", "off"]).default("off")),
});

it("a setting that cannot be used is named, with what it must be and without its value", () => {
  const said: Array<[ROPE_METRES: string, words: RegExp]> = [
    ["s3cret", /ROPE_METRES: must be a number$/],
    ["1.5", /ROPE_METRES: must be a whole number$/],
    ["0", /ROPE_METRES: must be more than 0$/],
    ["901", /ROPE_METRES: must be at most 900$/],
  ];
  for (const [ROPE_METRES, words] of said) assert.throws(() => loadSettings({ ROPE_METRES }, [rope]), { message: words });
  assert.throws(() => loadSettings({ ROPE_KNOTS: "s3cret" }, [rope]), { message: /ROPE_KNOTS: must be one of on, off$/ });
});

describe("a service's settings", () => {
  const settings = loadSettings({ KITE_COLOUR: "green", BOAT_NAME: "Fah" }, [kiteSettings, boatSettings]);

  it("hold what it declares and names as used, and nothing else", () => {
    assert.deepEqual(settings.of(kiteSettings), { KITE_COLOUR: "green", DATA_DIR: "./.oneheart" });
    // @ts-expect-error The type has no setting of another.
    assert.equal(settings.of(kiteSettings).BOAT_NAME, undefined);
    // @ts-expect-error A setting is not written.
    assert.throws(() => (settings.of(kiteSettings).KITE_COLOUR = "blue"), TypeError);
  });

  it("that no part of the program declares cannot be read", () => {
    assert.throws(() => loadSettings({}, [kiteSettings]).of(boatSettings), /no settings BOAT_NAME/);
  });

  it("are declared once: two parts cannot mean something else by one name", () => {
    const other = defineSettings("other", { KITE_COLOUR: setting("Another.", z.string().default("x")) });
    assert.throws(() => loadSettings({}, [kiteSettings, other]), /KITE_COLOUR is declared by kite and by other/);
  });

  it("are read by the service itself, and those of another are refused although the program has them", async () => {
    const app = await bootServices([kiteService], {
      tables: "libraries",
      settings: { KITE_COLOUR: "green" },
      declared: [boatSettings],
    });
    after(() => app.stop());
    assert.deepEqual(await app.call(contract.operations.look, {}, { as: "system" }), { colour: "green" });
    await assert.rejects(app.call(contract.operations.board, {}, { as: "system" }), { code: "internal" });
    assert.throws(() => app.kernel.context("kite").settings(boatSettings), /kite may not read the settings of boat/);
    assert.throws(() => app.kernel.context("boat").settings(kiteSettings), /boat may not read the settings of kite/);
  });
});
