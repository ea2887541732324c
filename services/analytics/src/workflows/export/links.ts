import type { analyticsContract, Output } from "@oneheart/contracts";
import { type BaseContext, sealedLinks } from "@oneheart/kernel";
import type { ExportRow } from "../../store/exports.ts";
import { filesOfBundle } from "./files.ts";

type GovernmentExport = Output<typeof analyticsContract.operations.getExport>;

/** Links to bundles: what goes on with a download that broke off may carry no session, and come hours later. */
export const exportLinks = sealedLinks({ path: "/api/government/export-files", purpose: "government-export", life_ms: 12 * 3_600_000 });

/** Where a bundle lies. */
export const exportKeyOf = (id: string): string => `exports/${id}.zip`;

export function presentExport(row: ExportRow, ctx: Pick<BaseContext, "vault" | "clock">): GovernmentExport {
  const { id, from_month, to_month, made_by, state, files_done, size_bytes, sha256, note } = row;
  const isReady = state === "ready";
  return {
    ...{ id, from: from_month, to: to_month, made_by, state, files_done, size_bytes, sha256, note },
    files_of: isReady ? files_done : filesOfBundle,
    created_at: row.created_at.toISOString(),
    ready_at: row.ready_at?.toISOString() ?? null,
    url: isReady ? exportLinks.to(id, ctx) : null,
  };
}
