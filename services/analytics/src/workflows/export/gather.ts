import { mapInternal } from "@oneheart/contracts/internal";
import { atomsIn, roundPeople } from "@oneheart/disclosure";
import type { BaseContext } from "@oneheart/kernel";
import { type CellRow, cellRow, type ExportZone } from "../../rules/export/cell-row.ts";
import type { BundleSubject } from "../../rules/export/manifest.ts";
import type { PartTotal } from "../../rules/export/places.ts";
import { type Suppression, suppressionsIn } from "../../rules/export/suppression.ts";
import type { NationAtom } from "../../rules/nation/day-atoms.ts";
import { monthEnd } from "../../rules/nation/periods.ts";
import { actionsOf, PeopleCounter } from "../../rules/nation/question.ts";
import { entryStore } from "../../store/entries.ts";
import type { ExportRow } from "../../store/exports.ts";
import { programmeStore } from "../../store/programme.ts";
import { toldNation } from "../nation.ts";
import { type LedgerPart, ledgerPart } from "./ledger-files.ts";

const ZONES_AT_ONCE = 200;

/** Everything that the files of a bundle are written from: nothing finer than what the dashboard tells. */
export interface BundleData {
  subject: BundleSubject;
  rows: readonly CellRow[];
  zones: ReadonlyMap<string, ExportZone>;
  /** By zone, and by kind of work (empty for kinds that are told together), over the whole period. */
  places: ReadonlyMap<string, PartTotal>;
  kinds: ReadonlyMap<string, PartTotal>;
  suppressions: readonly Suppression[];
  ledger: LedgerPart | undefined;
}

export async function gatherBundle(ctx: BaseContext, { id, from_month: from, to_month: to, ...asked }: ExportRow): Promise<BundleData> {
  const counted_upto = Number((await entryStore(ctx.db).totals()).position);
  const { months } = await toldNation(ctx, counted_upto);
  const told = atomsIn(months, { from: `${from}-01`, to: monthEnd(to) });
  const people = new PeopleCounter();
  const zones = await zonesOf(ctx, [...new Set(told.flatMap(({ zone }) => zone ?? []))]);
  const ledger = await ledgerPart(ctx.db);
  const { name: programme } = await programmeStore(ctx).get();
  const continues = ledger?.before === undefined ? null : { export_id: ledger.before.export_id, tree_size: ledger.before.tree_size };
  return {
    subject: {
      ...{ id, from, to, programme, counted_upto },
      ...{ made_by: asked.made_by, created_at: asked.created_at.toISOString() },
      totals: totalOf(told, people),
      ledger: ledger === undefined ? null : { tree_size: ledger.checkpoint.size, continues },
    },
    rows: told.map((atom) => cellRow(atom, people.of([atom]), zones)),
    ...{ zones, ledger },
    places: totalsBy(
      told.filter(({ zone }) => zone !== null),
      ({ zone }) => zone!,
      people,
    ),
    kinds: totalsBy(told, ({ kind }) => kind ?? "", people),
    suppressions: suppressionsIn(months, { from, to }),
  };
}

type Atoms = readonly NationAtom[];

function totalOf(atoms: Atoms, people: PeopleCounter): PartTotal {
  return { actions: actionsOf(atoms), people: roundPeople(people.of(atoms)) };
}

function totalsBy(atoms: Atoms, partOf: (atom: NationAtom) => string, people: PeopleCounter): Map<string, PartTotal> {
  return new Map([...Map.groupBy(atoms, partOf)].map(([part, of]) => [part, totalOf(of, people)]));
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
