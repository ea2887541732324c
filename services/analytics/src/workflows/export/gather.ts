import { mapInternal } from "@oneheart/contracts/internal";
import { atomsIn, peopleOf, roundPeople } from "@oneheart/disclosure";
import type { BaseContext } from "@oneheart/kernel";
import { type CellRow, cellRow, type ExportZone } from "../../rules/export/cell-row.ts";
import type { BundleSubject } from "../../rules/export/manifest.ts";
import { type Suppression, suppressionsIn } from "../../rules/export/suppression.ts";
import { actionsIn, nationAtoms } from "../../rules/nation-cells.ts";
import { analyticsState } from "../../state.ts";
import { entryStore } from "../../store/entries.ts";
import type { ExportRow } from "../../store/exports.ts";
import { programmeStore } from "../../store/programme.ts";
import { type LedgerPart, ledgerPart } from "./ledger-files.ts";

const ZONES_AT_ONCE = 200;

/** Everything that the files of a bundle are written from: nothing finer than what the dashboard tells. */
export interface BundleData {
  subject: BundleSubject;
  rows: readonly CellRow[];
  zones: ReadonlyMap<string, ExportZone>;
  suppressions: readonly Suppression[];
  ledger: LedgerPart | undefined;
}

export async function gatherBundle(ctx: BaseContext, { id, from_month: from, to_month: to, ...asked }: ExportRow): Promise<BundleData> {
  const counted_upto = Number((await entryStore(ctx.db).totals()).position);
  const atoms = nationAtoms(await ctx.state(analyticsState).columns.at(ctx.db), counted_upto);
  const told = atomsIn(atoms, { from, to, path: [] });
  const zones = await zonesOf(ctx, [...new Set(told.flatMap(({ path }) => path.slice(0, 1)))]);
  const ledger = await ledgerPart(ctx.db);
  const { name: programme } = await programmeStore(ctx).get();
  const continues = ledger?.before === undefined ? null : { export_id: ledger.before.export_id, tree_size: ledger.before.tree_size };
  return {
    subject: {
      ...{ id, from, to, programme, counted_upto },
      ...{ made_by: asked.made_by, created_at: asked.created_at.toISOString() },
      totals: { actions: actionsIn(told), people: roundPeople(peopleOf(told.flatMap(({ cells }) => cells))) },
      ledger: ledger === undefined ? null : { tree_size: ledger.checkpoint.size, continues },
    },
    rows: told.map((atom) => cellRow(atom, zones)),
    ...{ zones, ledger },
    suppressions: suppressionsIn(atoms, { from, to }),
  };
}

async function zonesOf(ctx: BaseContext, ids: readonly string[]): Promise<Map<string, ExportZone>> {
  const zones = new Map<string, ExportZone>();
  for (let start = 0; start < ids.length; start += ZONES_AT_ONCE) {
    const { items } = await ctx.call(mapInternal.operations.findZones, { ids: ids.slice(start, start + ZONES_AT_ONCE) });
    for (const { id, name, zone_type, location_lat, location_lng } of items)
      zones.set(id, { id, name, zone_type, lat: coarse(location_lat), lng: coarse(location_lng) });
  }
  return zones;
}

/** To a hundredth of a degree, about a kilometre. */
function coarse(degrees: number): number {
  return Math.round(degrees * 100) / 100;
}
