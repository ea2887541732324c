import { z } from "zod";
import { operation } from "../common/define.ts";
import { Id, shape } from "../common/shared.ts";

/** A page of what a service holds about a person. `files` are keys of the object store. */
export const OwnDataPage = shape("OwnDataPage", {
  records: z.array(
    shape("OwnDataRecord", {
      section: z.string(),
      record: z.record(z.string(), z.unknown()),
      files: z.array(shape("OwnDataFile", { name: z.string(), key: z.string() })),
    }),
  ),
  next_cursor: z.string().nullable(),
});

/** Every service answers it, also one that holds nothing: a person who asks gets all of it in one archive. */
export const ownDataOperation = operation({
  summary: "What this service holds about a person",
  access: ["internal"],
  input: z.object({ player_id: Id, cursor: z.string().max(300).optional() }),
  output: OwnDataPage,
});
