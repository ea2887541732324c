/** Bundles of files for governments: what the dashboard shows of a period, signed, to be kept and checked elsewhere. */
import { z } from "zod";
import { operation, refusal } from "../common/define.ts";
import { Id, Month, pageInput, pageOf, shape, Time } from "../common/shared.ts";

/** The newest month that may be asked for. */
export const LastMonthOver = refusal(422, shape("LastMonthOver", { last: Month }));

const ExportState = z.enum(["waiting", "building", "ready", "failed"]);

const GovernmentExport = shape("GovernmentExport", {
  id: Id,
  from: Month,
  to: Month,
  /** `person` of a period that is over, `schedule` of everything up to that day. */
  made_by: z.enum(["person", "schedule"]),
  state: ExportState,
  /** Files of the bundle that are written, and how many there will be. */
  files_done: z.int(),
  files_of: z.int(),
  created_at: Time,
  ready_at: Time.nullable(),
  size_bytes: z.int().nullable(),
  /** Of the whole bundle, hexadecimal. */
  sha256: z.string().nullable(),
  /** A link that lives for half a day; a download that broke off goes on with `Range`. Null until the bundle is ready. */
  url: z.string().nullable(),
  /** A signed note (C2SP signed-note) with the SHA-256 of each file; its key is at `GET /api/government/export-key`. */
  note: z.string().nullable(),
});

export const exportOperations = {
  listExports: operation({
    route: "GET /api/government/export",
    summary: "Bundles of signed files, newest first: one for each period that was asked for, and one of each day",
    access: ["government", "admin"],
    input: z.object(pageInput),
    output: pageOf(GovernmentExport),
  }),
  createExport: operation({
    route: "POST /api/government/export",
    summary: "Make the bundle of a period that is over: CSV, JSON Lines and more, with a signed manifest",
    access: ["government", "admin"],
    idempotent: true,
    input: z.object({ from: Month, to: Month }),
    output: GovernmentExport,
    status: 202,
    errors: { months_reversed: 422, period_not_over: LastMonthOver },
  }),
  getExport: operation({
    route: "GET /api/government/export/:id",
    summary: "One bundle: how far it is, and where it lies",
    access: ["government", "admin"],
    input: z.object({ id: Id }),
    output: GovernmentExport,
    errors: { export_not_found: 404 },
  }),
  /** Reached by the links of bundles; the sealed name is the permission. */
  exportFile: operation({
    route: "GET /api/government/export-files/:sealed",
    summary: "The bytes behind a link of a bundle; `Range` with `If-Range` goes on where a download broke off",
    access: ["anyone"],
    answer: "bytes",
    limit: "none",
    input: z.object({ sealed: z.string().max(1000), range: z.string().max(200).optional(), if_range: z.string().max(200).optional() }),
    output: z.unknown(),
    errors: { link_invalid: 403, media_not_found: 404 },
  }),
  exportKey: operation({
    route: "GET /api/government/export-key",
    summary: "The verifier key of bundles' signatures, in note syntax",
    access: ["anyone"],
    input: z.object({}),
    output: shape("ExportKey", { key: z.string() }),
  }),
} as const;
